package tv.aircheck.playback;

import java.time.Duration;

/**
 * @param readers threads that read segments; each viewer waits for at most one read at a time
 * @param readBytes the most that is read at once for a viewer
 * @param openFiles how many segment files are kept open for the next read
 * @param defaultBuffer how far ahead a player that does not say gets its media
 * @param storeRetries how often a read from a store that does not answer is repeated, at doubling
 *     distances from one second on, before a viewer is told
 * @param bringBack of shows that are archived
 */
public record PlaybackSettings(
    int readers,
    int readBytes,
    int openFiles,
    Duration defaultBuffer,
    int storeRetries,
    BringBackSettings bringBack) {
  public static final PlaybackSettings DEFAULTS =
      new PlaybackSettings(4, 256 * 1024, 256, Duration.ofSeconds(3), 5, BringBackSettings.DEFAULT);

  private static final int SMALLEST_READ = 16 * 1024;

  public PlaybackSettings {
    if (readers < 1 || openFiles < 1 || storeRetries < 0) {
      throw new IllegalArgumentException(
          "readers and openFiles are at least 1, storeRetries at least 0");
    }
    if (readBytes < SMALLEST_READ) {
      throw new IllegalArgumentException(
          "readBytes is " + readBytes + "; the least is " + SMALLEST_READ);
    }
  }
}
