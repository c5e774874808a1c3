package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.client.ClientSession;
import tv.aircheck.rtmp.handshake.ClientHandshake;

/**
 * The way to a server, from the connection to the first byte of the wire and from the last one to
 * the end.
 *
 * @param ready done, on the event loop, when the wire may be sent
 * @param closed done when the connection is gone, with what is known of the reason
 * @param end says goodbye; the connection closes when all has gone out
 */
record Outlet(CompletableFuture<Void> ready, CompletableFuture<String> closed, Runnable end) {

  /** Publishes, and waits for every answer that a real publisher waits for. */
  static Outlet rtmp(Channel channel, RtmpUri uri, RandomGenerator random) {
    ClientSession session = new ClientSession(uri, new ChunkedPublishing(uri.name()));
    channel.pipeline().addLast(new ClientHandshake(random), session);
    CompletableFuture<Void> ready =
        session.ready().thenRun(() -> requireStream(session.streamId()));
    return new Outlet(ready, session.closed().thenApply(reason -> reason.words()), session::close);
  }

  private static void requireStream(int streamId) {
    if (streamId != RtmpWire.STREAM) {
      throw new IllegalStateException(
          "the server numbers its first message stream " + streamId + ", and not 1 as all others");
    }
  }

  /** The same bytes over a plain connection. */
  static Outlet raw(Channel channel) {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    CompletableFuture<String> closed = new CompletableFuture<>();
    channel.pipeline().addLast(new Deaf(ready));
    channel.closeFuture().addListener(gone -> closed.complete("the connection ended"));
    return new Outlet(ready, closed, () -> endOutput((DuplexChannel) channel));
  }

  private static void endOutput(DuplexChannel channel) {
    channel
        .shutdownOutput()
        .addListener(
            done -> {
              var unused = channel.close();
            });
  }

  /** Reads, and forgets. */
  private static final class Deaf extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Void> ready;

    Deaf(CompletableFuture<Void> ready) {
      this.ready = ready;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ready.complete(null);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ((ByteBuf) message).release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      var unused = ctx.close();
    }
  }
}
