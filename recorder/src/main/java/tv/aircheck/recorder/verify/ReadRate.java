package tv.aircheck.recorder.verify;

import java.io.InterruptedIOException;
import java.util.function.LongSupplier;

/**
 * Keeps reading below a rate, for all threads together: who has read says how much, and waits until
 * that much may have been read.
 */
public final class ReadRate {
  /** No limit. */
  public static final ReadRate FREE = new ReadRate(0, () -> 0, nanos -> {});

  private static final long SECOND = 1_000_000_000L;

  private final long bytesPerSecond;
  private final LongSupplier ticker;
  private final Pause pause;
  private long freeAtNanos;
  private boolean begun;

  /**
   * @param bytesPerSecond 0 for no limit
   * @param ticker monotonic nanoseconds
   */
  public ReadRate(long bytesPerSecond, LongSupplier ticker, Pause pause) {
    this.bytesPerSecond = bytesPerSecond;
    this.ticker = ticker;
    this.pause = pause;
  }

  void took(long bytes) throws InterruptedIOException {
    if (bytesPerSecond == 0) {
      return;
    }
    long wait = reserve(bytes);
    if (wait > 0) {
      try {
        pause.nanos(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while reading at a limited rate");
      }
    }
  }

  private synchronized long reserve(long bytes) {
    long now = ticker.getAsLong();
    if (!begun || freeAtNanos - now < -SECOND) {
      // What was not used is not saved up.
      freeAtNanos = now;
      begun = true;
    }
    freeAtNanos += (long) (bytes * (double) SECOND / bytesPerSecond);
    return freeAtNanos - now;
  }
}
