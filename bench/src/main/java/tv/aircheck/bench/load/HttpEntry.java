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
import tv.aircheck.bench.load.Audience.Timing;
import tv.aircheck.rtmp.RtmpMessage;

/** Fetches FLV over HTTP, live or as a file. */
final class HttpEntry implements Players.Entry {
  private static final int LONGEST_LINE = 4_096;
  private static final int LONGEST_HEADERS = 16_384;

  /** Content is handed on as it is read, and not in smaller pieces. */
  private static final int LARGEST_PIECE = 1 << 20;

  private static final int HTTP_PORT = 80;

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

  /** One connection, one file. */
  private static final class Reader extends SimpleChannelInboundHandler<HttpObject> {
    private enum State {
      ASKED,
      READING,
      OVER
    }

    private final URI uri;
    private final Audience audience;
    private final Players.Events events;
    private final FlvScan scan = new FlvScan(this::tag);
    private final long beganNanos;
    private volatile Channel channel;
    private State state = State.ASKED;
    private boolean anyMedia;
    private IOException failure = new IOException("the server closed the connection");

    Reader(URI uri, Audience audience, Players.Events events) {
      this.uri = uri;
      this.audience = audience;
      this.events = events;
      this.beganNanos = audience.now();
    }

    void stop() {
      if (channel != null) {
        var unused = channel.close();
      }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      DefaultFullHttpRequest request =
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1, HttpMethod.GET, uri.getRawPath() + query);
      request
          .headers()
          .set(HttpHeaderNames.HOST, uri.getAuthority())
          .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      var unused = ctx.writeAndFlush(request, ctx.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
      if (message instanceof HttpResponse response) {
        answered(ctx, response);
      }
      if (state == State.READING && message instanceof HttpContent content) {
        ByteBuf bytes = content.content();
        audience.tags(bytes.readableBytes());
        scan.piece(bytes);
        if (message instanceof LastHttpContent) {
          state = State.OVER;
          var unused = ctx.close();
        }
      }
    }

    private void answered(ChannelHandlerContext ctx, HttpResponse response) {
      if (response.status().codeClass() == HttpStatusClass.SUCCESS) {
        state = State.READING;
        events.entered();
      } else {
        failure = new IOException("the server answered " + response.status());
        var unused = ctx.close();
      }
    }

    private void tag(RtmpMessage beginning) {
      if (!anyMedia && Stamp.isCoded(beginning)) {
        anyMedia = true;
        audience.timed(Timing.FIRST_MEDIA, audience.now() - beganNanos);
      }
      audience.stamped(beginning);
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
