package tv.aircheck.flv;

/**
 * Turns the 32-bit timestamps of a session, both tracks together, into a 64-bit clock. Differences
 * are read as signed 32-bit ones, so a step back stays a step back and a wrap at 2^32 goes on. Many
 * encoders wrap at 2^31 instead (they mask the top bit): a step of about half the range is taken
 * for that.
 */
public final class TimestampUnwrapper {
  /** How far from exactly 2^31 a step may be to count as the 31-bit wrap: one hour. */
  private static final int NEAR_MS = 3_600_000;

  private boolean started;
  private int lastRaw;
  private long last;

  /** The first one is taken as it is, unsigned. */
  public long unwrap(int raw) {
    if (!started) {
      started = true;
      last = Integer.toUnsignedLong(raw);
    } else {
      int step = raw - lastRaw;
      int beyondHalf = step ^ Integer.MIN_VALUE;
      boolean wrapped31 = beyondHalf > -NEAR_MS && beyondHalf < NEAR_MS;
      last += wrapped31 ? beyondHalf : step;
    }
    lastRaw = raw;
    return last;
  }
}
