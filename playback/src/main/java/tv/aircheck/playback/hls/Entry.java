package tv.aircheck.playback.hls;

/**
 * A line of a playlist, and what stands before it.
 *
 * @param gap its bytes cannot be had
 * @param independent can be decoded alone
 * @param discontinuity what comes is another take, or another part of it, or coded otherwise
 * @param map its init segment is another than that of the one before, or may be
 * @param wallClockMs what time it was; {@link #NO_TIME} where nothing new is to be said of it
 */
record Entry(
    PieceName name,
    boolean gap,
    boolean independent,
    boolean discontinuity,
    boolean map,
    long wallClockMs) {
  static final long NO_TIME = -1;

  /** More is not held in memory for anybody: a minute without a keyframe, at an absurd rate. */
  static final long MOST_BYTES = 128L << 20;

  Entry until(long endPosition, long durationMs) {
    PieceName whole = name.until(endPosition, durationMs);
    boolean tooLarge = whole.bytes() > MOST_BYTES;
    return new Entry(whole, gap || tooLarge, independent, discontinuity, map, wallClockMs);
  }
}
