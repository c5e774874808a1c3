package tv.aircheck.rtmp.session;

import java.util.concurrent.atomic.AtomicBoolean;

/** Brings an application's one answer, given on any thread, to the connection's event loop. */
final class Answer {
  private final ServerSession session;
  private final AtomicBoolean given = new AtomicBoolean();

  Answer(ServerSession session) {
    this.session = session;
  }

  void give(Runnable consequence) {
    if (!given.compareAndSet(false, true)) {
      throw new IllegalStateException("this offer has been answered already");
    }
    session.run(consequence);
  }
}
