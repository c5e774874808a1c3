package tv.aircheck.playback.http;

import io.vertx.core.http.HttpServerResponse;

/**
 * Writes a part of what is in memory as fast as the client takes it, and lets go of it when it has
 * left or is not wanted any more. On the event loop.
 */
final class HeldWriter {
  private static final int PIECE = 256 * 1024;

  private final HttpServerResponse response;
  private final Body.Held body;
  private final int end;
  private int at;
  private boolean over;

  HeldWriter(HttpServerResponse response, Body.Held body, ByteRange range) {
    this.response = response;
    this.body = body;
    this.at = body.bytes().readerIndex() + Math.toIntExact(range.from());
    this.end = at + Math.toIntExact(range.length());
  }

  void start() {
    response.setWriteQueueMaxSize(PIECE);
    response.drainHandler(drained -> pump());
    response.exceptionHandler(failed -> over());
    response.closeHandler(gone -> over());
    pump();
  }

  private void pump() {
    while (!over && at < end && !response.writeQueueFull()) {
      int length = Math.min(PIECE, end - at);
      Handover.write(response, body.bytes().retainedSlice(at, length));
      at += length;
    }
    if (!over && at == end) {
      over();
      response.end();
    }
  }

  private void over() {
    if (!over) {
      over = true;
      body.drop();
    }
  }
}
