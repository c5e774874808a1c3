package tv.aircheck.origin;

import java.time.Duration;

/**
 * How much of the logs is kept for recorders that lag or are away.
 *
 * @param takeBytes at most so much of one take
 * @param totalBytes at most so much of all takes together; above it every take gets an equal share
 * @param time nothing older than this is kept
 */
public record WindowLimits(long takeBytes, long totalBytes, Duration time) {
  /** The JVM allows as much memory outside the heap as in it, unless told otherwise. */
  private static final long SHARE_OF_MEMORY = Runtime.getRuntime().maxMemory() / 20 * 11;

  public static final WindowLimits DEFAULT =
      new WindowLimits(64L << 20, Math.min(512L << 20, SHARE_OF_MEMORY), Duration.ofMinutes(15));
}
