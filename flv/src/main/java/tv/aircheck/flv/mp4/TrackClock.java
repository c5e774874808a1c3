package tv.aircheck.flv.mp4;

/**
 * Turns the milliseconds of tags into ticks of a track. Sound is counted in samples, frame after
 * frame: the milliseconds, which are rounded, decide only where it really stopped for a while.
 * Ticks always go up.
 */
public final class TrackClock {
  /** Less than a frame of the usual codecs: one that is missing shows. */
  static final int TOLERANCE_MS = 20;

  /** A longer pause between two frames is no frame's duration. */
  private static final int LONGEST_FRAME_MS = 1_000;

  private static final int USUAL_FRAME_MS = 40;

  private final int timescale;
  private long next = Long.MIN_VALUE;
  private long last = Long.MIN_VALUE;

  /**
   * @param timescale ticks a second
   */
  public TrackClock(int timescale) {
    this.timescale = timescale;
  }

  /**
   * When the next sample is decoded.
   *
   * @param frameTicks how long it is; 0 if it does not tell
   */
  public long at(long ms, long frameTicks) {
    long told = ticks(ms, timescale);
    boolean follows =
        next != Long.MIN_VALUE && Math.abs(told - next) <= ticks(TOLERANCE_MS, timescale);
    long at = follows ? next : told;
    if (last != Long.MIN_VALUE) {
      at = Math.max(at, last + 1);
    }
    last = at;
    next = frameTicks > 0 ? at + frameTicks : Long.MIN_VALUE;
    return at;
  }

  /**
   * How long a sample is that does not tell, and that none follows.
   *
   * @param before ticks of the one before; 0 if there is none
   */
  static long durationLike(long before, int timescale) {
    boolean usual = before > 0 && before <= ticks(LONGEST_FRAME_MS, timescale);
    return usual ? before : ticks(USUAL_FRAME_MS, timescale);
  }

  /** Rounded to the nearest. */
  static long ticks(long ms, int timescale) {
    return Math.floorDiv(ms * timescale + 500, 1000L);
  }
}
