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
      throw e; // Netty fails the promise with it
    }
    if (frame instanceof Frame.Data data) {
      ctx.write(head);
      ctx.write(data.run(), promise);
    } else {
      ctx.write(head, promise);
    }
  }
}
