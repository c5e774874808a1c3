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
  public static final WindowLimits DEFAULT =
      new WindowLimits(64L << 20, 512L << 20, Duration.ofMinutes(15));
}
