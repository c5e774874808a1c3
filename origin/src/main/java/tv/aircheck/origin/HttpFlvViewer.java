package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
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

  /** Browsers wait for every track that is announced, so what is announced has to be there. */
  @Override
  public void start(boolean audio, boolean video) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "video/x-flv")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Access-Control-Allow-Origin", "*");
    ByteBuf out = Unpooled.buffer(TagLayout.FILE_HEADER);
    TagLayout.writeFileHeader(out, audio, video);
    response.write(BufferInternal.buffer(out));
  }

  @Override
  public void headers(StreamHeaders headers, boolean withMetadata, long timestampMs) {
    ByteBuf run = Unpooled.buffer();
    if (withMetadata) {
      headers.writeTo(run, timestampMs);
    } else {
      headers.writeCodecHeadersTo(run, timestampMs);
    }
    tags(run, 0);
  }

  @Override
  public void tags(ByteBuf run, long offsetMs) {
    ByteBuf out = Unpooled.buffer(run.readableBytes());
    try {
      tags.write(run, offsetMs, out);
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
