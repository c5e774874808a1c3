package tv.aircheck.playback.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import tv.aircheck.playback.PlaybackListener;

/**
 * Writes a part of what is in memory as fast as the client takes it, and lets go of it when it has
 * left or is not wanted any more; who takes it too slowly gets no more of it. On the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what does not arrive is asked for again
final class HeldWriter {
  /** Ten times as long as what plays for a few seconds may take. */
  static final Duration CHECKED_EVERY = Duration.ofSeconds(60);

  /** What is too large to be taken in that time at this rate may take as many times that. */
  private static final int LEAST_BYTES_A_SECOND = 64 * 1024;

  private static final long MS_PER_SECOND = 1000;

  private static final int PIECE = 256 * 1024;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Body.Held body;
  private final PlaybackListener listener;
  private final int end;
  private int at;

  /** Up to where it has left, and up to where it has to by the next check. */
  private int left;

  private int due;
  private long timer;
  private boolean over;

  HeldWriter(RoutingContext context, Body.Held body, ByteRange range, PlaybackListener listener) {
    this.listener = listener;
    this.vertx = context.vertx();
    this.request = context.request();
    this.response = context.response();
    this.body = body;
    this.at = body.bytes().readerIndex() + Math.toIntExact(range.from());
    this.end = at + Math.toIntExact(range.length());
    this.left = at;
  }

  void start(Duration checkedEvery) {
    long most = checkedEvery.toMillis() * LEAST_BYTES_A_SECOND / MS_PER_SECOND;
    int step = (int) Math.min(most, end - at);
    due = at + step;
    timer = vertx.setPeriodic(checkedEvery.toMillis(), again -> check(step));
    response.setWriteQueueMaxSize(PIECE);
    response.drainHandler(drained -> pump());
    response.exceptionHandler(failed -> over());
    response.closeHandler(gone -> over());
    if (at == end) {
      end();
    } else {
      pump();
    }
  }

  private void pump() {
    while (!over && at < end && !response.writeQueueFull()) {
      int length = Math.min(PIECE, end - at);
      Future<Void> written = Handover.write(response, body.bytes().retainedSlice(at, length));
      at += length;
      written.onComplete(done -> left(length));
    }
  }

  private void left(int length) {
    left += length;
    if (left == end) {
      end();
    }
  }

  /** Whoever has taken what was due gets as much time again. */
  private void check(int step) {
    if (left < due) {
      late();
    }
    due = Math.min(end, left + step);
  }

  private void end() {
    if (!over) {
      over();
      response.end();
    }
  }

  private void late() {
    if (!over) {
      over();
      listener.tooSlow();
      SlowClient.breakOff(request);
    }
  }

  private void over() {
    if (!over) {
      over = true;
      vertx.cancelTimer(timer);
      body.drop();
    }
  }
}
