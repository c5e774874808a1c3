package tv.aircheck.flv.mp4;

/**
 * When the sounds of a fragment are, in ticks, told from their milliseconds, which are rounded.
 * Each begins where the one before ends, and together they lie where their milliseconds say: the
 * latest of those tells best, as publishers round down. So fragments that were made apart fit each
 * other to about a sample. Where sound really stopped for a while, counting begins anew.
 */
final class SoundClock {
  /** What rounding can hide. */
  private static final int ROUNDING_MS = 1;

  private SoundClock() {}

  /**
   * @param ms of each sound
   * @param frames how long each is, in ticks; 0 where it does not tell
   */
  static long[] ticks(long[] ms, long[] frames, int timescale) {
    long[] ticks = new long[ms.length];
    int from = 0;
    while (from < ms.length) {
      from = run(ms, frames, timescale, ticks, from);
    }
    return ticks;
  }

  /** Sounds that follow each other, from one on; gives where they end. */
  private static int run(long[] ms, long[] frames, int timescale, long[] ticks, int from) {
    // In thousandths of a tick.
    long told = ms[from] * timescale;
    long tolerance = (long) TrackClock.TOLERANCE_MS * timescale;
    long rounding = (long) ROUNDING_MS * timescale;
    long later = 0;
    long passed = 0;
    int at = from;
    do {
      long off = ms[at] * timescale - (told + passed * 1000);
      if (Math.abs(off) > tolerance) {
        break;
      }
      later = Math.max(later, Math.min(off, rounding));
      ticks[at] = passed;
      passed += frames[at];
      at++;
    } while (at < ms.length && frames[at - 1] > 0);
    long start = Math.floorDiv(told + later + 500, 1000L);
    if (from > 0) {
      start = Math.max(start, ticks[from - 1] + 1);
    }
    for (int i = from; i < at; i++) {
      ticks[i] += start;
    }
    return at;
  }
}
