package tv.aircheck.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Closes the connections past a number at once, before anything is read from them. */
final class ConnectionLimit implements Handler<HttpConnection> {
  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();

  ConnectionLimit(int most) {
    this.most = most;
  }

  @Override
  public void handle(HttpConnection connection) {
    connection.closeHandler(closed -> open.decrementAndGet());
    if (open.incrementAndGet() > most) {
      refused.incrementAndGet();
      connection.close();
    }
  }

  int open() {
    return open.get();
  }

  /** Since the start. */
  long refused() {
    return refused.get();
  }
}
