package tv.aircheck.playback.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What a client wants on which condition (RFC 9110), decided from the fields it sent and what it
 * asks for.
 *
 * @param status 200, 206, 304 or 416
 * @param range what to send; of a 304 or a 416 nothing
 */
record Conditions(int status, ByteRange range) {
  private static final String WEAK = "W/";

  /** As HTTP writes it: always two digits for the day. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /**
   * Decides.
   *
   * @param fields by name; null for those that were not sent
   * @param length of the whole
   */
  static Conditions of(UnaryOperator<String> fields, MediaAnswer answer, long length) {
    if (isKnown(fields, answer)) {
      return new Conditions(304, new ByteRange(0, 0));
    }
    ByteRange range = ByteRange.parse(fields.apply("Range"), length);
    if (range == null || !isUnchanged(fields.apply("If-Range"), answer)) {
      return new Conditions(200, ByteRange.whole(length));
    }
    return new Conditions(range.isEmpty() ? 416 : 206, range);
  }

  private static boolean isKnown(UnaryOperator<String> fields, MediaAnswer answer) {
    String noneOf = fields.apply("If-None-Match");
    if (noneOf != null) {
      return answer.etag() != null && names(noneOf, answer.etag());
    }
    long since = millis(fields.apply("If-Modified-Since"));
    return since >= 0 && answer.lastModifiedMs() >= 0 && seconds(answer) <= since / 1000;
  }

  /** Weakly, as that field is compared; commas within a tag do not occur in ours. */
  private static boolean names(String list, String etag) {
    for (String one : list.split(",", -1)) {
      String tag = one.strip();
      if (tag.equals("*") || bare(tag).equals(bare(etag))) {
        return true;
      }
    }
    return false;
  }

  private static String bare(String tag) {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }

  /** Strongly, as two parts are to be put together. */
  private static boolean isUnchanged(String ifRange, MediaAnswer answer) {
    if (ifRange == null) {
      return true;
    }
    String condition = ifRange.strip();
    if (condition.startsWith("\"")) {
      return condition.equals(answer.etag());
    }
    long at = millis(condition);
    return at >= 0 && answer.lastModifiedMs() >= 0 && seconds(answer) == at / 1000;
  }

  private static long seconds(MediaAnswer answer) {
    return answer.lastModifiedMs() / 1000;
  }

  private static long millis(String date) {
    if (date == null) {
      return -1;
    }
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant()
          .toEpochMilli();
    } catch (DateTimeParseException e) {
      return -1;
    }
  }

  static String date(long ms) {
    return DATE.format(Instant.ofEpochMilli(ms));
  }
}
