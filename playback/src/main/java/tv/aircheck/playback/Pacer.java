package tv.aircheck.playback;

import java.util.function.LongSupplier;

/**
 * Decides how far ahead of the wall clock a viewer is served: what it likes to buffer, and a second
 * on top. A viewer who asks for an hour or more downloads rather than watches, and is not paced.
 */
final class Pacer {
  static final long LEAD_MS = 1_000;
  static final long UNPACED_MS = 3_600_000;

  private static final long NANOS_PER_MS = 1_000_000;

  private final LongSupplier nanoTicker;
  private long bufferMs;
  private long startNanos;
  private long startMs;

  Pacer(long bufferMs, LongSupplier nanoTicker) {
    this.bufferMs = bufferMs;
    this.nanoTicker = nanoTicker;
  }

  /** The viewer sees this offset now. */
  void start(long offsetMs) {
    startMs = offsetMs;
    startNanos = nanoTicker.getAsLong();
  }

  /**
   * The viewer goes on after a pause, and says where; not all do. It cannot have shown less than
   * what was sent before its buffer was filled.
   */
  void resume(long saidMs, long sentMs) {
    start(Math.max(Math.min(saidMs, sentMs), sentMs - bufferMs - LEAD_MS));
  }

  void bufferMs(long wantedMs) {
    bufferMs = Math.max(0, wantedMs);
  }

  boolean isPaced() {
    return bufferMs < UNPACED_MS;
  }

  /** The offset up to which media is due now; {@link Long#MAX_VALUE} if it is not paced. */
  long dueMs() {
    if (!isPaced()) {
      return Long.MAX_VALUE;
    }
    long elapsedMs = (nanoTicker.getAsLong() - startNanos) / NANOS_PER_MS;
    return startMs + elapsedMs + bufferMs + LEAD_MS;
  }

  /** How long to wait with what follows {@code sentMs}; 0 if it is due. */
  long waitMs(long sentMs) {
    return Math.max(0, sentMs - dueMs());
  }
}
