package tv.aircheck.cli.config;

import java.time.Duration;
import tv.aircheck.origin.ViewerLimits;
import tv.aircheck.origin.WindowLimits;

/**
 * The node as an origin.
 *
 * @param longestTake a take is rolled at a keyframe once it is so long
 * @param window how much of each log is held in memory for recorders
 * @param viewers how far a live viewer may fall behind
 */
public record OriginConfig(Duration longestTake, WindowLimits window, ViewerLimits viewers) {
  private static final Duration LONGEST = Duration.ofHours(12);

  public OriginConfig {
    if (longestTake.compareTo(Duration.ofMinutes(1)) < 0 || longestTake.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("longest-take is between 1m and 12h");
    }
  }

  static OriginConfig defaults() {
    return new OriginConfig(LONGEST, WindowLimits.DEFAULT, ViewerLimits.DEFAULT);
  }
}
