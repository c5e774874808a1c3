package tv.aircheck.recorder.retention;

import java.time.Duration;

/**
 * How retention goes about it; what it keeps is a matter of policies.
 *
 * @param grace how long what is marked can be had back
 * @param mostAtOnce a run that would take more than this of the archive needs to be forced
 * @param keepFreeBytes with less free on the disk of a store that is a folder, shows are sacrificed
 *     at once, in the documented order; 0: never
 */
public record RetentionSettings(Duration grace, Share mostAtOnce, long keepFreeBytes) {
  public static final RetentionSettings DEFAULT =
      new RetentionSettings(Duration.ofDays(7), new Share(20), 0);

  public RetentionSettings {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace cannot be negative");
    }
    if (keepFreeBytes < 0) {
      throw new IllegalArgumentException("keep-free-bytes cannot be negative");
    }
  }
}
