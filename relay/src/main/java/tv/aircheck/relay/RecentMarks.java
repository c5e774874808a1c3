package tv.aircheck.relay;

/**
 * The last marks of a take: how fast it comes in, and how far apart its keyframes are. Costs a note
 * per mark, and nothing per tag. Thread-safe.
 */
public final class RecentMarks {
  /** Far enough back that a keyframe, which is large, does not make the rate jump. */
  private static final long SPAN_MS = 5_000;

  /** Less than this says nothing of a rate. */
  private static final long SHORTEST_MS = 500;

  private static final int KEPT = 32;
  private static final long BITS_PER_BYTE_AND_SECOND = 8_000;

  private final long[] positions = new long[KEPT];
  private final long[] notedMs = new long[KEPT];
  private int noted;
  private long lastKeyframeMs = -1;
  private long keyframeIntervalMs = -1;

  /**
   * @param nowMs by the same clock as {@link #bitsPerSecond} is asked by; not the mark's own, which
   *     is the origin's
   */
  public synchronized void add(Mark mark, long nowMs) {
    positions[noted % KEPT] = mark.position();
    notedMs[noted % KEPT] = nowMs;
    noted++;
    if (mark.keyframe()) {
      keyframeIntervalMs = lastKeyframeMs < 0 ? -1 : mark.timestampMs() - lastKeyframeMs;
      lastKeyframeMs = mark.timestampMs();
    }
  }

  /**
   * Bits per second of the last seconds; falls when nothing comes any more.
   *
   * @param position how far the log has come
   * @param nowMs by the clock by which marks were added
   */
  public synchronized long bitsPerSecond(long position, long nowMs) {
    if (noted == 0) {
      return 0;
    }
    int from = noted - 1;
    int oldest = Math.max(0, noted - KEPT);
    while (from > oldest && nowMs - notedMs[from % KEPT] < SPAN_MS) {
      from--;
    }
    long elapsedMs = Math.max(SHORTEST_MS, nowMs - notedMs[from % KEPT]);
    long bytes = Math.max(0, position - positions[from % KEPT]);
    return bytes * BITS_PER_BYTE_AND_SECOND / elapsedMs;
  }

  /** Between the last two keyframes, by the take's clock; -1 where there were no two. */
  public synchronized long keyframeIntervalMs() {
    return keyframeIntervalMs;
  }
}
