package tv.aircheck.relaytap;

import java.util.concurrent.atomic.AtomicLong;
import tv.aircheck.relay.ErrorCode;
import tv.aircheck.relay.RelayException;

/**
 * Keeps the bytes on their way and with the listener within a window, also across connections: what
 * the listener still holds of the last connection is not granted on the next.
 *
 * <p>At all times: with the listener + {@code granted} + {@code free} + {@code returned} = window.
 * {@code granted} may go below 0 by one run, because a run is sent whole while any credit is left.
 * All but {@link #returned} on the tap's event loop.
 */
final class CreditWindow {
  private final int batch;
  private long free;
  private long granted;
  private final AtomicLong returned = new AtomicLong();

  CreditWindow(int window) {
    this.batch = Math.max(1, window / 4);
    this.free = window;
  }

  /** A new connection: what was granted on the last one is void. What to grant now. */
  int reopen() {
    free += granted;
    granted = 0;
    return grant();
  }

  /** What to grant now, 0 for nothing. */
  int grant() {
    free += returned.getAndSet(0);
    if (free <= 0) {
      return 0;
    }
    int grant = (int) free;
    granted += grant;
    free = 0;
    return grant;
  }

  /** No connection: what came back is kept for the next. */
  void collect() {
    free += returned.getAndSet(0);
  }

  /** A run came, and goes to the listener. */
  void spend(int bytes) throws RelayException {
    if (granted <= 0) {
      throw new RelayException(ErrorCode.LIMIT, "DATA of " + bytes + " bytes without credit");
    }
    granted -= bytes;
  }

  /**
   * The listener is done with so many bytes. Whether it is time to grant; says so once per batch.
   * From any thread.
   */
  boolean returned(int bytes) {
    long sum = returned.addAndGet(bytes);
    return sum >= batch && sum - bytes < batch;
  }
}
