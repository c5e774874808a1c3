package tv.aircheck.origin;

/**
 * Whether a publisher has to wait for a recorder. Only one that runs ahead of real time is ever
 * held back, only while a recorder lags by more than half the window, and only for as long as that
 * recorder gets on. Pure but for its memory.
 */
final class HoldBack {
  /** A recorder that acknowledges nothing for so long is not waited for until it does. */
  static final long STUCK_MS = 15_000;

  /** So much is the jitter of one who sends in real time. */
  private static final long LEAST_AHEAD_MS = 1_000;

  private final long aheadMs;
  private final long startTickMs;
  private long progress = -1;
  private long progressTickMs;
  private boolean stuck;
  private boolean held;

  HoldBack(long aheadMs, long startTickMs) {
    this.aheadMs = aheadMs;
    this.startTickMs = startTickMs;
  }

  /**
   * @param sessionMs media time since the session began
   * @param acknowledged how far the slowest recorder is, counted over all takes of the session
   * @param lag bytes it has not acknowledged
   * @param window bytes that may be kept for it
   */
  boolean decide(long tickMs, long sessionMs, long acknowledged, long lag, long window) {
    if (acknowledged != progress || !held) {
      progressTickMs = tickMs;
      stuck &= acknowledged == progress;
      progress = acknowledged;
    }
    if (held) {
      stuck = tickMs - progressTickMs >= STUCK_MS;
      // Lets go well below the point where it takes hold, so that it does not flutter.
      held = lag > window / 4 && !stuck;
    } else {
      long ahead = sessionMs - (tickMs - startTickMs);
      held = lag > window / 2 && ahead > allowedMs(lag, window) && !stuck;
    }
    return held;
  }

  /**
   * The fuller the window, the less: a stream of a high rate fills it long before it is far ahead.
   */
  private long allowedMs(long lag, long window) {
    return Math.max(Math.min(aheadMs, LEAST_AHEAD_MS), aheadMs * 2 * (window - lag) / window);
  }
}
