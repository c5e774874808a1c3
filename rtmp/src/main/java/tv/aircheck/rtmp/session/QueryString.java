package tv.aircheck.rtmp.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The part of an address after the question mark. */
final class QueryString {
  private static final int MOST_PARAMETERS = 64;

  private QueryString() {}

  /** Adds what stands after the first {@code ?} of a text; a later value replaces an earlier. */
  static void into(Map<String, String> query, String text) {
    int start = text.indexOf('?');
    if (start < 0) {
      return;
    }
    for (String pair : text.substring(start + 1).split("[&?]", MOST_PARAMETERS)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (!key.isEmpty()) {
        query.put(decode(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
  }

  /** Undoes percent signs. A plus stays one: keys have it, and RTMP clients do not encode it. */
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      int value = encoded[i] == '%' && i + 2 < encoded.length ? hex(encoded, i + 1) : -1;
      if (value < 0) {
        bytes.write(encoded[i]);
      } else {
        bytes.write(value);
        i += 2;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte[] text, int at) {
    int high = Character.digit(text[at], 16);
    int low = Character.digit(text[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
