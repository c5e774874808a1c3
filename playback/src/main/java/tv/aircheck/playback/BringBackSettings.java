package tv.aircheck.playback;

import java.time.Duration;

/**
 * How what is archived is brought back.
 *
 * @param keep how long it can be read then, in whole days
 * @param takes how long the store needs for it: what viewers are told
 */
public record BringBackSettings(Duration keep, Duration takes) {
  public static final BringBackSettings DEFAULT =
      new BringBackSettings(Duration.ofDays(3), Duration.ofHours(5));

  public BringBackSettings {
    if (keep.isNegative() || keep.isZero() || takes.isNegative() || takes.isZero()) {
      throw new IllegalArgumentException("keep and takes are longer than nothing");
    }
  }
}
