package tv.aircheck.playback.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;

/** One that does not take what it asked for. */
@SuppressWarnings("FutureReturnValueIgnored") // it is over either way
final class SlowClient {
  private SlowClient() {}

  /** Ends the answer, and the connection if that carries nothing else. */
  static void breakOff(HttpServerRequest request) {
    request.response().reset();
    if (request.version() != HttpVersion.HTTP_2
        && request.connection() instanceof HttpServerConnection connection) {
      // Closed the usual way, it would first send what the client does not take.
      connection.channelHandlerContext().close();
    }
  }
}
