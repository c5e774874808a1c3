package tv.aircheck.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import tv.aircheck.flv.BrowserTags;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.OnMetaData;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagLayout;
import tv.aircheck.flv.TagType;

/**
 * A live viewer over HTTP-FLV, most likely a browser. Its clock starts at 0, so every tag gets
 * another timestamp: here the bytes are copied, once for each viewer, into buffers that are the
 * HTTP server's to collect.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class HttpFlvViewer implements ViewerSink {
  private static final int QUEUE_BYTES = 512 << 10;
  private static final long NONE = -1;

  private final HttpServerResponse response;
  private final EventLoop loop;
  private final LiveViewer viewer;
  private final BrowserTags tags = new BrowserTags();
  private long video = NONE;
  private long audio = NONE;
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

  /** Browsers wait for every track that is announced, so what is announced has to be there. */
  @Override
  public void start(StreamState state) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "video/x-flv")
        .putHeader("Cache-Control", "no-store");
    ByteBuf out = Unpooled.buffer(TagLayout.FILE_HEADER);
    audio = shown(TagType.AUDIO, state.audioCodec());
    video = shown(TagType.VIDEO, state.videoCodec());
    TagLayout.writeFileHeader(out, audio != NONE, video != NONE);
    response.write(BufferInternal.buffer(out));
  }

  private static long shown(int type, long codec) {
    return BrowserTags.shows(type, codec) ? codec : NONE;
  }

  /** Their buffers are made for a codec each: with another one they have to begin anew. */
  @Override
  public boolean goesOnWith(StreamState state) {
    return audio == shown(TagType.AUDIO, state.audioCodec())
        && video == shown(TagType.VIDEO, state.videoCodec());
  }

  @Override
  public void metadata(StreamState state, long timestampMs) {
    OnMetaData told = state.metadata();
    if (shown(TagType.AUDIO, state.audioCodec()) == NONE) {
      told = told.withCodec(TagType.AUDIO, NONE);
    }
    if (shown(TagType.VIDEO, state.videoCodec()) == NONE) {
      told = told.withCodec(TagType.VIDEO, NONE);
    }
    ByteBuf out = Unpooled.buffer();
    told.writeTag(out, timestampMs);
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
