package tv.aircheck.playback.hls;

import java.util.concurrent.atomic.AtomicLong;
import tv.aircheck.playback.http.MediaRefusal;

/** Bounds what is in memory for clients who have not taken it yet. Any thread. */
final class HeldBytes {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  HeldBytes(long most) {
    this.most = most;
  }

  /** One may always be held, however large it is. */
  void take(long bytes) throws MediaRefusal {
    long before = held.getAndAdd(bytes);
    if (before > 0 && before + bytes > most) {
      held.addAndGet(-bytes);
      throw MediaRefusal.unavailable(
          1, "fragments", "More is being sent now than the server can hold; try again soon.");
    }
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
