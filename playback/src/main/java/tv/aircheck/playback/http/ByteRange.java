package tv.aircheck.playback.http;

import java.math.BigInteger;

/**
 * A part of so many bytes.
 *
 * @param to behind the last
 */
record ByteRange(long from, long to) {
  private static final String UNIT = "bytes=";
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE - 1);
  private static final long NOTHING = -1;

  static ByteRange whole(long length) {
    return new ByteRange(0, length);
  }

  long length() {
    return to - from;
  }

  /** None of what was asked for is there. */
  boolean isEmpty() {
    return from >= to;
  }

  /**
   * Understands a Range field.
   *
   * @return empty if nothing of it is there; null where it is to be passed over: no bytes, several
   *     ranges at once, or nonsense
   */
  static ByteRange parse(String header, long length) {
    if (header == null || !header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    String spec = header.substring(UNIT.length()).strip();
    int dash = spec.indexOf('-');
    if (dash < 0 || spec.indexOf(',') >= 0) {
      return null;
    }
    String first = spec.substring(0, dash).strip();
    String last = spec.substring(dash + 1).strip();
    if (first.isEmpty()) {
      long suffix = number(last);
      return suffix == NOTHING ? null : new ByteRange(Math.max(0, length - suffix), length);
    }
    long from = number(first);
    long to = last.isEmpty() ? length : number(last) + 1;
    if (from == NOTHING || (!last.isEmpty() && to <= from)) {
      return null;
    }
    return new ByteRange(from, Math.min(to, length));
  }

  /** What is larger than any file counts as the largest number there is. */
  private static long number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return NOTHING;
    }
    return new BigInteger(digits).min(MOST).longValue();
  }

  String contentRange(long length) {
    return "bytes %d-%d/%d".formatted(from, to - 1, length);
  }
}
