package tv.aircheck.playback.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.flv.BrowserTags;
import tv.aircheck.flv.BrowserTracks;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.playback.AsyncReader;
import tv.aircheck.playback.BroadcastReader;
import tv.aircheck.playback.EdgeWatch;
import tv.aircheck.playback.Patience;
import tv.aircheck.playback.PlayContext;
import tv.aircheck.playback.PublisherMetadata;
import tv.aircheck.playback.ReadLimit;
import tv.aircheck.playback.Step;

/**
 * One viewer over HTTP-FLV, most likely a browser: paced by nothing but its socket. Its clock
 * begins at 0 with the first frame. All on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class FlvStream implements Body.Stream, AsyncReader.Sink {
  private static final Logger log = LoggerFactory.getLogger(FlvStream.class);

  private static final double MS_PER_SECOND = 1000;

  private final PlayContext context;
  private final BroadcastReader reader;
  private final long endMs;
  private final BrowserTags tags = new BrowserTags();
  private final Patience patience;
  private Step first;
  private Connection connection;
  private boolean announced;
  private long originMs;
  private Future<?> timer;
  private boolean closed;

  /**
   * @param first what was read already; taken over
   */
  FlvStream(PlayContext context, BroadcastReader reader, Step first, long endMs) {
    this.context = context;
    this.reader = reader;
    this.first = first;
    this.endMs = endMs;
    this.patience = new Patience(context.settings().storeRetries());
  }

  /** What there is from the moment the answer begins. */
  private record Connection(
      HttpServerResponse response, EventLoop loop, AsyncReader async, EdgeWatch edge) {}

  @Override
  public void drop() {
    if (first instanceof Step.Tags held) {
      held.run().release();
    }
    first = null;
  }

  @Override
  public void start(RoutingContext request) {
    HttpServerResponse response = request.response();
    EventLoop loop = ((ContextInternal) request.vertx().getOrCreateContext()).nettyEventLoop();
    connection =
        new Connection(
            response,
            loop,
            new AsyncReader(reader, context.pool(), loop, this),
            new EdgeWatch(context.growing(), loop, this::pump));
    response.setWriteQueueMaxSize(context.settings().readBytes());
    response.drainHandler(drained -> pump());
    response.exceptionHandler(failed -> close());
    response.closeHandler(gone -> close());
    context.listener().opened(reader.show().id());
    Step held = first;
    first = null;
    if (held instanceof Step.Wait) {
      // There is nothing to announce yet, but a client that hears nothing gives up.
      response.writeHead();
    }
    step(held);
  }

  private void pump() {
    boolean waiting = connection.async.isBusy() || connection.edge.isWaiting() || timer != null;
    if (!closed && !waiting && !connection.response.writeQueueFull()) {
      connection.async.next(ReadLimit.bytes(context.settings().readBytes()));
    }
  }

  @Override
  public void step(Step step) {
    patience.renew();
    if (step instanceof Step.Tags run) {
      send(run);
    } else if (step instanceof Step.Wait wait) {
      connection.edge.await(wait.takeId());
    } else {
      end();
    }
    pump();
  }

  /** Sends and releases. */
  private void send(Step.Tags run) {
    ByteBuf media = run.run();
    try {
      if (run.headers() != null && !announce(run)) {
        end();
        return;
      }
      long shiftMs = run.shiftMs() - originMs;
      if (tags.shiftInPlace(media, shiftMs)) {
        write(media);
        media = null;
      } else if (!rewritten(media, shiftMs)) {
        end();
      }
    } catch (CorruptFlvException e) {
      throw new IllegalStateException("a reader handed out what is no run of tags", e);
    } finally {
      if (media != null) {
        media.release();
      }
    }
  }

  /**
   * @return false if players cannot go on in the same response behind what was written
   */
  private boolean rewritten(ByteBuf media, long shiftMs) throws CorruptFlvException {
    ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(media.readableBytes());
    try {
      boolean goesOn = tags.write(media, shiftMs, out);
      if (out.isReadable()) {
        write(out);
        out = null;
      }
      return goesOn;
    } finally {
      if (out != null) {
        out.release();
      }
    }
  }

  /**
   * Says what comes; at a joint only what has changed.
   *
   * @return false if players cannot go on with it in the same response
   */
  private boolean announce(Step.Tags run) throws CorruptFlvException {
    OnMetaData said = PublisherMetadata.of(run.headers(), run.run());
    BrowserTracks next = BrowserTracks.of(said);
    ByteBuf out = Unpooled.buffer();
    if (!announced) {
      announced = true;
      originMs = run.firstMs();
      tags.announce(next);
      TagLayout.writeFileHeader(out, next.hasAudio(), next.hasVideo());
      metadata(next.told(said)).writeTag(out, 0);
    } else if (!tags.goOnWith(next)) {
      return false;
    }
    ByteBuf codecs = Unpooled.buffer();
    run.headers().writeCodecHeadersTo(codecs, run.firstMs() - run.shiftMs());
    boolean goesOn = tags.write(codecs, run.shiftMs() - originMs, out);
    write(out);
    return goesOn;
  }

  /** Where in the show this begins; and how long it is, if it will not grow. */
  private OnMetaData metadata(OnMetaData told) {
    told.fields().put("aircheckStart", originMs / MS_PER_SECOND);
    if (!reader.show().onAir()) {
      long untilMs = Math.min(endMs, reader.show().timeline().durationMs());
      told.fields().put("duration", Math.max(0, untilMs - originMs) / MS_PER_SECOND);
    }
    return told;
  }

  private void write(ByteBuf bytes) {
    Handover.write(connection.response, bytes);
  }

  private void end() {
    close();
    connection.response.end();
  }

  @Override
  public void failed(Exception why) {
    long waitMs = patience.waitMs(why);
    if (waitMs != Patience.HOPELESS) {
      timer = connection.loop.schedule(this::again, waitMs, TimeUnit.MILLISECONDS);
      return;
    }
    log.warn("HTTP-FLV of {} breaks off: {}", reader.show().id(), why.getMessage());
    close();
    connection.response.reset();
  }

  private void again() {
    timer = null;
    pump();
  }

  private void close() {
    if (!closed) {
      closed = true;
      if (timer != null) {
        timer.cancel(false);
      }
      connection.edge.stop();
      connection.async.close();
      context.listener().closed(reader.show().id());
    }
  }
}
