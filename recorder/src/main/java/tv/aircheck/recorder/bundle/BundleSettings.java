package tv.aircheck.recorder.bundle;

import java.time.Duration;

/**
 * How shows are bundled; which, is a matter of policies.
 *
 * @param mostBytes of a bundle; a single segment that is larger has one to itself
 * @param grace the single objects stay so long after their bundle has taken their place
 */
public record BundleSettings(long mostBytes, Duration grace) {
  /** What servers copy at once, which is how an object goes to another tier: 5 GiB, with room. */
  private static final long LARGEST = 4_900L << 20;

  public static final BundleSettings DEFAULT = new BundleSettings(2L << 30, Duration.ofDays(1));

  public BundleSettings {
    if (mostBytes < 1 || mostBytes > LARGEST) {
      throw new IllegalArgumentException(
          "most-bytes is %d: choose from 1 to 4900MiB, as servers move no larger object at once"
              .formatted(mostBytes));
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace cannot be negative");
    }
  }
}
