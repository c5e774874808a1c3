package tv.aircheck.playback.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.playback.Patience;
import tv.aircheck.playback.PlayContext;

/**
 * Writes a part of a source as fast as the client takes it: a piece is read when the one before has
 * left, one at a time. On the event loop, but for the reads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class RangeWriter {
  private static final Logger log = LoggerFactory.getLogger(RangeWriter.class);

  /** Fields about what does not come after all. */
  private static final List<String> PROMISED =
      List.of(
          "Accept-Ranges",
          "Content-Disposition",
          "Content-Length",
          "Content-Range",
          "ETag",
          "Last-Modified");

  private final RoutingContext request;
  private final EventLoop loop;
  private final PlayContext context;
  private final Responder.Part part;
  private final HttpServerResponse response;
  private final Patience patience;
  private long at;

  /** For its turn, since the last piece. */
  private long waitedMs;

  private boolean reading;
  private boolean closed;
  private Future<?> timer;

  /** Runs while the client takes nothing. */
  private Future<?> stalled;

  RangeWriter(RoutingContext request, EventLoop loop, PlayContext context, Responder.Part part) {
    this.request = request;
    this.loop = loop;
    this.context = context;
    this.part = part;
    this.response = request.response();
    this.patience = new Patience(context.settings().storeRetries());
    this.at = part.range().from();
  }

  void start() {
    response.setWriteQueueMaxSize(context.settings().readBytes());
    response.drainHandler(drained -> drained());
    response.exceptionHandler(failed -> close());
    response.closeHandler(gone -> close());
    pump();
  }

  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (timer != null) {
      timer.cancel(false);
    }
    if (stalled != null) {
      stalled.cancel(false);
    }
    if (!reading) {
      part.source().close();
    }
  }

  private void drained() {
    if (stalled != null) {
      stalled.cancel(false);
      stalled = null;
    }
    pump();
  }

  /** The idle time of a connection says nothing of one of several streams on it. */
  private void late() {
    if (!closed) {
      close();
      context.listener().tooSlow();
      SlowClient.breakOff(request.request());
    }
  }

  private void pump() {
    if (closed || reading || timer != null) {
      return;
    }
    if (at == part.range().to()) {
      close();
      response.end();
    } else if (!response.writeQueueFull()) {
      reading = true;
      try {
        context.pool().execute(this::read);
      } catch (RejectedExecutionException e) {
        done(null, e);
      }
    } else if (stalled == null) {
      long ms = part.source().clientPatience().toMillis();
      stalled = loop.schedule(this::late, ms, TimeUnit.MILLISECONDS);
    }
  }

  /** On the pool. */
  private void read() {
    int most = (int) Math.min(context.settings().readBytes(), part.range().to() - at);
    ByteBuf piece = null;
    Exception failure = null;
    try {
      piece = part.source().read(at, most);
    } catch (IOException | RuntimeException e) {
      failure = e;
    } catch (Error e) { // Out of memory, say: the client must not wait for ever.
      failure = new IllegalStateException("a read failed: " + e, e);
    }
    ByteBuf read = piece;
    Exception why = failure;
    try {
      loop.execute(() -> done(read, why));
    } catch (RejectedExecutionException e) {
      // The event loop is gone, and the client with it.
      if (read != null) {
        read.release();
      }
      part.source().close();
    }
  }

  private void done(ByteBuf piece, Exception failure) {
    reading = false;
    if (closed) {
      if (piece != null) {
        piece.release();
      }
      part.source().close();
    } else if (failure != null) {
      failed(failure);
    } else {
      patience.renew();
      at += piece.readableBytes();
      if (piece.isReadable()) {
        waitedMs = 0;
        Handover.write(response, piece);
      } else {
        piece.release();
      }
      pump();
    }
  }

  private void failed(Exception why) {
    long waitMs = why instanceof NotYet ? turnMs() : patience.waitMs(why);
    if (waitMs != Patience.HOPELESS) {
      timer = loop.schedule(this::again, waitMs, TimeUnit.MILLISECONDS);
      return;
    }
    Failed told = Failed.of(why);
    // Whoever gets a 503 knows, and is counted.
    if (response.headWritten() || told.reason() == null) {
      log.warn(
          "{} breaks off at byte {}: {}",
          request.normalizedPath(),
          at,
          why.getMessage(),
          told.status() == 500 ? why : null);
    }
    close();
    breakOff(why);
  }

  /** Until it may be this one's turn. Whoever has begun waits on: to begin anew costs more. */
  private long turnMs() {
    waitedMs += NotYet.WAIT_MS;
    boolean waits = response.headWritten() || waitedMs <= part.source().patience().toMillis();
    return waits ? NotYet.WAIT_MS : Patience.HOPELESS;
  }

  /** A length that was promised and is not kept shows in a broken connection only. */
  private void breakOff(Exception why) {
    if (response.headWritten()) {
      response.reset();
      return;
    }
    for (String name : PROMISED) {
      response.headers().remove(name);
    }
    Failed.answer(request, why, context.listener());
  }

  private void again() {
    timer = null;
    pump();
  }
}
