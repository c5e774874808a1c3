package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import tv.aircheck.flv.BrowserTags;
import tv.aircheck.flv.BrowserTracks;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagLayout;

/**
 * A live viewer over HTTP-FLV, most likely a browser. Its clock starts at 0, so every tag gets
 * another timestamp: here the bytes are copied, once for each viewer, into buffers that are the
 * HTTP server's to collect.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class HttpFlvViewer implements ViewerSink {
  private static final int QUEUE_BYTES = 512 << 10;

  private final HttpServerResponse response;
  private final EventLoop loop;
  private final LiveViewer viewer;
  private final BrowserTags tags = new BrowserTags();
  private boolean closed;

  /** What came last cannot follow what the player has. */
  private boolean torn;

  HttpFlvViewer(Desk desk, LiveChannel channel, HttpServerResponse response, EventLoop loop) {
    this.response = response;
    this.loop = loop;
    this.viewer = new LiveViewer(desk, channel, this);
  }

  void open() {
    response.setWriteQueueMaxSize(QUEUE_BYTES);
    response.drainHandler(drained -> viewer.pull());
    response.exceptionHandler(failed -> close());
    response.closeHandler(gone -> close());
    response.endHandler(ended -> close());
    if (response.closed()) {
      closed = true;
      viewer.close();
      return;
    }
    viewer.channel().fan().add(loop, viewer);
  }

  private void close() {
    if (!closed) {
      closed = true;
      viewer.close();
      viewer.channel().fan().remove(loop, viewer);
    }
  }

  @Override
  public String protocol() {
    return "http-flv";
  }

  @Override
  public boolean startsAtZero() {
    return true;
  }

  @Override
  public boolean isWritable() {
    return !closed && !response.writeQueueFull();
  }

  @Override
  public void start(StreamState state) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "video/x-flv")
        .putHeader("Cache-Control", "no-store");
    ByteBuf out = Unpooled.buffer(TagLayout.FILE_HEADER);
    BrowserTracks tracks = tracks(state);
    tags.announce(tracks);
    TagLayout.writeFileHeader(out, tracks.hasAudio(), tracks.hasVideo());
    response.write(BufferInternal.buffer(out));
  }

  private static BrowserTracks tracks(StreamState state) {
    return BrowserTracks.of(state.videoCodec(), state.audioCodec());
  }

  @Override
  public boolean goesOnWith(StreamState state) {
    return tags.goOnWith(tracks(state));
  }

  @Override
  public boolean isTorn() {
    return torn;
  }

  @Override
  public void metadata(StreamState state, long timestampMs) {
    ByteBuf out = Unpooled.buffer();
    tracks(state).told(state.metadata()).writeTag(out, timestampMs);
    response.write(BufferInternal.buffer(out));
  }

  @Override
  public void headers(StreamHeaders headers, long timestampMs) {
    ByteBuf run = Unpooled.buffer();
    headers.writeCodecHeadersTo(run, timestampMs);
    tags(run, 0);
  }

  @Override
  public void tags(ByteBuf run, long offsetMs) {
    if (torn) {
      run.release();
      return;
    }
    ByteBuf out = Unpooled.buffer(run.readableBytes());
    try {
      torn = !tags.write(run, offsetMs, out);
    } catch (CorruptFlvException impossible) {
      throw new IllegalStateException("the log of " + viewer.channel().id(), impossible);
    } finally {
      run.release();
    }
    if (out.isReadable()) {
      response.write(BufferInternal.buffer(out));
    }
  }

  /** Every write is flushed by the HTTP server. */
  @Override
  public void flush() {}

  @Override
  public void publisherBack() {}

  @Override
  public void over() {
    if (response.headWritten()) {
      response.end();
    } else {
      LiveFlvRoute.notOnAir(response, viewer.channel().id());
    }
  }
}
