package tv.aircheck.storage.layer;

import java.time.Duration;

/**
 * How many calls may be under way.
 *
 * @param reads of what only looks
 * @param writes of what changes something
 * @param patience of a call that waits for its place
 */
public record StoreLimits(int reads, int writes, Duration patience) {
  public static final StoreLimits DEFAULT = new StoreLimits(20, 12, Duration.ofMinutes(1));

  public StoreLimits {
    if (reads < 1 || writes < 1) {
      throw new IllegalArgumentException("reads and writes are at least 1");
    }
  }
}
