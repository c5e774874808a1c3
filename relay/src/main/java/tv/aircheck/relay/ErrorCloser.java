package tv.aircheck.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the pipeline: whatever went wrong, the other end is told once and the connection is
 * closed. Expected failures are logged by the session, which sees them first; what no one expected
 * is logged here.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing is the last thing that can be done here
final class ErrorCloser extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(ErrorCloser.class);
  private static final long LINGER_MS = 1_000;

  private final FrameDecoder decoder;
  private boolean closing;

  ErrorCloser(FrameDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (closing) {
      return;
    }
    closing = true;
    decoder.stop();
    if (cause instanceof RelayException fault) {
      if (fault.fromPeer()) {
        ctx.close();
      } else {
        tellAndClose(ctx, new Frame.Fault(fault.code(), fault.getMessage()));
      }
    } else if (cause instanceof IOException) {
      ctx.close();
    } else {
      log.error("relay connection {} failed by a fault of this node", ctx.channel(), cause);
      tellAndClose(ctx, new Frame.Fault(ErrorCode.INTERNAL, "internal error"));
    }
  }

  /**
   * Closing a socket with unread input resets the connection, and the other end may lose the ERROR
   * before reading it: so only the sending half is closed at first, and what still comes in is
   * dropped.
   */
  private static void tellAndClose(ChannelHandlerContext ctx, Frame.Fault fault) {
    Channel channel = ctx.channel();
    var close =
        ctx.executor().schedule((Runnable) channel::close, LINGER_MS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> close.cancel(false));
    ctx.writeAndFlush(fault)
        .addListener(
            sent -> {
              if (channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
              } else {
                channel.close();
              }
            });
  }
}
