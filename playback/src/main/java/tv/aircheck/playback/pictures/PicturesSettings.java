package tv.aircheck.playback.pictures;

import java.time.Duration;

/**
 * @param enabled false: every picture is the placeholder
 * @param deadline what a picture may take at the longest
 * @param keepWarm how long the process that decodes stays with nothing to do
 * @param waiting how many pictures, and how many sheets, may wait for their turn
 * @param backgroundPercent of one core, for sheets that nobody waits for yet; 0: they are made when
 *     they are asked for
 * @param cacheBytes of pictures kept in memory
 */
public record PicturesSettings(
    boolean enabled,
    Duration deadline,
    Duration keepWarm,
    int waiting,
    int backgroundPercent,
    int cacheBytes) {
  public static final PicturesSettings DEFAULT =
      new PicturesSettings(
          true, Duration.ofSeconds(10), Duration.ofMinutes(2), 64, 25, 16 * 1024 * 1024);

  private static final int WHOLE = 100;

  public PicturesSettings {
    if (deadline.toMillis() < 1 || keepWarm.toMillis() < 1) {
      throw new IllegalArgumentException("deadline and keepWarm are at least 1ms");
    }
    if (waiting < 1 || cacheBytes < 0) {
      throw new IllegalArgumentException("waiting is at least 1, cacheBytes at least 0");
    }
    if (backgroundPercent < 0 || backgroundPercent > WHOLE) {
      throw new IllegalArgumentException("backgroundPercent is from 0 to 100");
    }
  }
}
