package tv.aircheck.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Drives a {@link RelayHandshake} over its channel, then makes room for {@link KeepAlive}. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class HandshakeHandler extends ChannelInboundHandlerAdapter {
  private final RelayHandshake handshake;
  private final RelayLimits limits;
  private final FrameDecoder decoder;
  private ScheduledFuture<?> timeout;

  HandshakeHandler(RelayHandshake handshake, RelayLimits limits, FrameDecoder decoder) {
    this.handshake = handshake;
    this.limits = limits;
    this.decoder = decoder;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive()) {
      begin(ctx);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    begin(ctx);
    ctx.fireChannelActive();
  }

  /** An accepted channel is active before its handlers are added, and says so again afterwards. */
  private void begin(ChannelHandlerContext ctx) {
    if (timeout != null) {
      return;
    }
    long patienceMs = limits.handshake().toMillis();
    timeout =
        ctx.executor().schedule(() -> late(ctx, patienceMs), patienceMs, TimeUnit.MILLISECONDS);
    Frame first = handshake.start();
    if (first != null) {
      ctx.writeAndFlush(first);
    }
  }

  private static void late(ChannelHandlerContext ctx, long patienceMs) {
    ctx.fireExceptionCaught(
        new RelayException(ErrorCode.IDLE, "no handshake within " + patienceMs + " ms"));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      Frame reply = handshake.receive((Frame) message);
      if (reply != null) {
        ctx.writeAndFlush(reply);
      }
      if (handshake.done()) {
        finish(ctx);
      }
    } catch (RelayException e) {
      ctx.fireExceptionCaught(e);
    }
  }

  private void finish(ChannelHandlerContext ctx) {
    decoder.welcomed();
    RelayPeer peer = handshake.peer();
    KeepAlive.install(ctx, limits, peer);
    ctx.fireUserEventTriggered(peer);
    ctx.pipeline().remove(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }
}
