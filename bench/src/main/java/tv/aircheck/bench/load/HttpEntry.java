package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import tv.aircheck.bench.load.Audience.Timing;
import tv.aircheck.rtmp.RtmpMessage;

/** Fetches files over HTTP, FLV also live, and of a playlist of HLS all pieces. */
final class HttpEntry implements Players.Entry {
  private static final int LONGEST_LINE = 4_096;
  private static final int LONGEST_HEADERS = 16_384;

  /** Content is handed on as it is read, and not in smaller pieces. */
  private static final int LARGEST_PIECE = 1 << 20;

  private static final int HTTP_PORT = 80;
  private static final String FLV = ".flv";
  private static final String PLAYLIST = ".m3u8";

  private final Dialer dialer;

  HttpEntry(Dialer dialer) {
    this.dialer = dialer;
  }

  @Override
  public Players.Playing enter(String address, Audience audience, Players.Events events) {
    URI uri = URI.create(address);
    Reader reader = new Reader(uri, audience, events);
    dialer.connect(
        audience.loop(),
        uri.getHost(),
        uri.getPort() < 0 ? HTTP_PORT : uri.getPort(),
        channel -> {
          reader.channel = channel;
          channel
              .pipeline()
              .addLast(
                  new ReadCounter(audience),
                  new HttpClientCodec(LONGEST_LINE, LONGEST_HEADERS, LARGEST_PIECE),
                  reader);
        },
        events::refused);
    return reader::stop;
  }

  /** One connection: one file, or a playlist and then all that it lists. */
  private static final class Reader extends SimpleChannelInboundHandler<HttpObject> {
    private enum State {
      ASKED,
      READING,

      /** A piece was refused: what comes of the answer is none. */
      FAILED,
      OVER
    }

    private final URI uri;
    private final Audience audience;
    private final Players.Events events;
    private final FlvScan scan;
    private final Deque<String> wanted = new ArrayDeque<>();
    private final long beganNanos;
    private volatile Channel channel;

    /** What has come of a playlist, while one does. */
    private StringBuilder playlist;

    private State state = State.ASKED;
    private boolean anyMedia;
    private IOException failure = new IOException("the server closed the connection");

    Reader(URI uri, Audience audience, Players.Events events) {
      this.uri = uri;
      this.audience = audience;
      this.events = events;
      this.beganNanos = audience.now();
      this.scan = uri.getPath().endsWith(FLV) ? new FlvScan(this::tag) : null;
      this.playlist = uri.getPath().endsWith(PLAYLIST) ? new StringBuilder() : null;
    }

    void stop() {
      if (channel != null) {
        var unused = channel.close();
      }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      ask(ctx, uri.getRawPath() + query);
    }

    private void ask(ChannelHandlerContext ctx, String path) {
      boolean last = playlist == null && wanted.isEmpty();
      DefaultFullHttpRequest request =
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
      request
          .headers()
          .set(HttpHeaderNames.HOST, uri.getAuthority())
          .set(
              HttpHeaderNames.CONNECTION,
              last ? HttpHeaderValues.CLOSE : HttpHeaderValues.KEEP_ALIVE);
      var unused = ctx.writeAndFlush(request, ctx.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
      if (message instanceof HttpResponse response) {
        answered(ctx, response);
      }
      if (state == State.READING && message instanceof HttpContent content) {
        read(content.content());
        if (message instanceof LastHttpContent) {
          next(ctx);
        }
      }
    }

    private void answered(ChannelHandlerContext ctx, HttpResponse response) {
      if (response.status().codeClass() != HttpStatusClass.SUCCESS) {
        failure = new IOException("the server answered " + response.status());
        if (state == State.READING) {
          state = State.FAILED;
        }
        var unused = ctx.close();
      } else if (state == State.ASKED) {
        state = State.READING;
        events.entered();
      }
    }

    private void read(ByteBuf bytes) {
      if (playlist != null) {
        playlist.append(bytes.toString(StandardCharsets.US_ASCII));
        return;
      }
      audience.tags(bytes.readableBytes());
      if (scan != null) {
        scan.piece(bytes);
      } else if (bytes.isReadable()) {
        media();
      }
    }

    private void next(ChannelHandlerContext ctx) {
      if (playlist != null) {
        HlsPieces listed = HlsPieces.of(playlist.toString());
        listed.names().forEach(name -> wanted.add(uri.resolve(name).getRawPath()));
        playlist = null;
      }
      String path = wanted.poll();
      if (path == null) {
        state = State.OVER;
        var unused = ctx.close();
      } else {
        ask(ctx, path);
      }
    }

    private void tag(RtmpMessage beginning) {
      if (Stamp.isCoded(beginning)) {
        media();
      }
      audience.stamped(beginning);
    }

    private void media() {
      if (!anyMedia) {
        anyMedia = true;
        audience.timed(Timing.FIRST_MEDIA, audience.now() - beganNanos);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      failure = new IOException("the connection broke: " + cause.getMessage(), cause);
      var unused = ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (state == State.ASKED) {
        events.refused(failure);
      } else {
        events.gone(state == State.OVER, failure.getMessage());
      }
    }
  }
}
