package tv.aircheck.web.api.route;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The tag of an answer: {@code "EDIT.WHOLE"}, where EDIT changes only with what can be edited and
 * WHOLE with everything; {@code "WHOLE"} where nothing can be edited.
 */
final class Etag {
  private static final int BYTES = 9;

  private Etag() {}

  static String of(String edit, byte[] whole) {
    String word = hash(whole);
    return edit == null ? '"' + word + '"' : '"' + edit + "." + word + '"';
  }

  /** A word for what can be edited. */
  static String edit(Object... values) {
    return hash(Arrays.deepToString(values).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether an If-None-Match names the tag. */
  static boolean isKnown(String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    return Arrays.stream(ifNoneMatch.split(","))
        .map(Etag::strong)
        .anyMatch(known -> known.equals("*") || known.equals(etag));
  }

  /** Whether an If-Match names a tag with this word for what can be edited, or any. */
  static boolean names(String ifMatch, String edit) {
    return Arrays.stream(ifMatch.split(","))
        .map(Etag::strong)
        .anyMatch(
            known ->
                known.equals("*")
                    || known.startsWith('"' + edit + ".")
                    || known.equals('"' + edit + '"'));
  }

  /** A proxy that compresses says that the tag is weak, and means the same answer. */
  private static String strong(String tag) {
    String word = tag.strip();
    return word.startsWith("W/") ? word.substring(2) : word;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sum, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
