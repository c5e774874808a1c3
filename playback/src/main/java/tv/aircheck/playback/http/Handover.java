package tv.aircheck.playback.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Gives buffers to the HTTP server. It never releases what is not its own: that is done here, once
 * it says what became of a write, be it that the client is gone.
 */
final class Handover {
  private Handover() {}

  /**
   * Takes the buffer over; on the event loop. A write that fails closes the connection.
   *
   * @return when it has left
   */
  static Future<Void> write(HttpServerResponse response, ByteBuf bytes) {
    return response.write(BufferInternal.buffer(bytes)).onComplete(done -> bytes.release());
  }
}
