package tv.aircheck.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Sends PING before the other end loses patience, answers its PINGs, and loses patience itself. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class KeepAlive extends ChannelInboundHandlerAdapter {
  private final long idleMs;
  private long token;

  private KeepAlive(long idleMs) {
    this.idleMs = idleMs;
  }

  /** Bytes are watched at the socket, so that a large frame that trickles in is not silence. */
  static void install(ChannelHandlerContext after, RelayLimits limits, RelayPeer peer) {
    long idleMs = limits.idle().toMillis();
    long pingMs = peer.idleMs() / 3;
    after
        .pipeline()
        .addFirst("idle", new IdleStateHandler(idleMs, pingMs, 0, TimeUnit.MILLISECONDS))
        .addAfter(after.name(), "keep-alive", new KeepAlive(idleMs));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof Frame.Ping ping) {
      // One who asks without reading the answers gets none: they must not pile up here.
      if (ctx.channel().isWritable()) {
        ctx.writeAndFlush(new Frame.Pong(ping.token()));
      }
    } else if (!(message instanceof Frame.Pong)) {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof IdleStateEvent idle)) {
      ctx.fireUserEventTriggered(event);
    } else if (idle.state() == IdleState.READER_IDLE) {
      ctx.fireExceptionCaught(
          new RelayException(ErrorCode.IDLE, "heard nothing for " + idleMs + " ms"));
    } else if (ctx.channel().isWritable()) {
      ctx.writeAndFlush(new Frame.Ping(++token));
    }
  }
}
