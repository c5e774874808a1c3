package tv.aircheck.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON for scripts: written as the API writes it, and laid out for people. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Json() {}

  public static void print(Object value, PrintWriter out) {
    out.println(new String(bytes(value), StandardCharsets.UTF_8));
    out.flush();
  }

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /** What a program of another version may have written: names that are not known are skipped. */
  public static <T> T read(byte[] json, Class<T> type) throws IOException {
    return MAPPER.readValue(json, type);
  }

  /** The fields of a document, in order, for those who add to it. */
  public static Map<String, Object> fields(Object document) {
    return tv.aircheck.web.json.Json.fields(document);
  }

  /** Null where there is no such time. */
  public static String time(Long epochMillis) {
    return tv.aircheck.web.json.Json.time(epochMillis);
  }

  public static double seconds(long millis) {
    return tv.aircheck.web.json.Json.seconds(millis);
  }
}
