package tv.aircheck.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What we want to reach.
 *
 * @param against the series whose median the limit is multiplied with, or null for a limit that
 *     stands alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Target(Bound bound, double limit, String against) {
  /** Which side of the limit is good. */
  public enum Bound {
    AT_MOST,
    AT_LEAST
  }

  public static Target atMost(double limit) {
    return new Target(Bound.AT_MOST, limit, null);
  }

  public static Target atLeast(double limit) {
    return new Target(Bound.AT_LEAST, limit, null);
  }

  /** For example at most 0.7 times what nginx-rtmp takes. */
  public static Target atMostTimes(double factor, String against) {
    return new Target(Bound.AT_MOST, factor, against);
  }

  boolean isMetBy(double value) {
    return bound == Bound.AT_MOST ? value <= limit : value >= limit;
  }

  /** For example {@code at most 0.7 × nginx-rtmp}. */
  String words() {
    return (bound == Bound.AT_MOST ? "at most " : "at least ")
        + Numbers.text(limit)
        + (against == null ? "" : " × " + against);
  }
}
