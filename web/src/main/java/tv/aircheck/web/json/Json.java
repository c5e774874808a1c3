package tv.aircheck.web.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * How values are written: times in ISO 8601 in UTC with milliseconds, durations in seconds, states
 * as words in small letters.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final double MS_PER_SECOND = 1000.0;

  private Json() {}

  /** As short as can be. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /** The fields of a document, in order, for those who add to it. */
  public static Map<String, Object> fields(Object document) {
    return MAPPER.convertValue(document, new TypeReference<>() {});
  }

  /** Null where there is no such time. */
  public static String time(Long epochMillis) {
    return epochMillis == null ? null : TIME.format(Instant.ofEpochMilli(epochMillis));
  }

  public static double seconds(long millis) {
    return millis / MS_PER_SECOND;
  }

  /** {@code BROUGHT_BACK} is {@code brought-back}. */
  public static String word(Enum<?> value) {
    return word(value.name());
  }

  /** Of the name of a constant. */
  public static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
