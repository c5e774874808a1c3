package tv.aircheck.playback.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Gives buffers to the HTTP server. What it has queued when a client goes, it forgets without a
 * release; so a reference is kept here until it says what became of a write.
 */
final class Handover {
  private Handover() {}

  /** Takes the buffer over; on the event loop. */
  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
  static void write(HttpServerResponse response, ByteBuf bytes) {
    response.write(BufferInternal.buffer(bytes.retain())).onComplete(done -> settle(done, bytes));
  }

  private static void settle(AsyncResult<Void> done, ByteBuf bytes) {
    boolean forgotten = done.failed() && bytes.refCnt() > 1;
    bytes.release(forgotten ? 2 : 1);
  }
}
