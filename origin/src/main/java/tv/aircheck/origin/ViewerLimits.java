package tv.aircheck.origin;

import java.time.Duration;

/**
 * How far a live viewer may fall behind before it skips to the newest keyframe.
 *
 * @param lagBytes so many unsent bytes behind the live edge
 * @param lagTime so much media time behind the live edge
 * @param patience how long a viewer who came before the first media waits for it
 */
public record ViewerLimits(long lagBytes, Duration lagTime, Duration patience) {
  public static final ViewerLimits DEFAULT =
      new ViewerLimits(16L << 20, Duration.ofSeconds(10), Duration.ofSeconds(2));
}
