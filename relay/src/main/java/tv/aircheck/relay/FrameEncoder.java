package tv.aircheck.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * {@link Frame}s to bytes. The run of a DATA frame follows its header as the buffer it is: nothing
 * is copied.
 */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class FrameEncoder extends ChannelOutboundHandlerAdapter {
  static final FrameEncoder INSTANCE = new FrameEncoder();
  private static final int TYPICAL = 128;

  private FrameEncoder() {}

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    Frame frame = (Frame) message;
    ByteBuf head = ctx.alloc().directBuffer(TYPICAL);
    try {
      FrameWriter.write(frame, head);
    } catch (RuntimeException e) {
      head.release();
      if (frame instanceof Frame.Data data) {
        data.release();
      }
      promise.tryFailure(e);
      ctx.fireExceptionCaught(e); // a frame is missing: the connection cannot go on
      return;
    }
    if (frame instanceof Frame.Data data) {
      ctx.write(head);
      ctx.write(data.run(), promise);
    } else {
      ctx.write(head, promise);
    }
  }
}
