package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** In the place of a socket: counts what is written to it and lets it go. */
final class Swallow extends ChannelOutboundHandlerAdapter {
  private long bytes;

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    ByteBuf buffer = (ByteBuf) message;
    bytes += buffer.readableBytes();
    buffer.release();
    promise.trySuccess();
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {}

  long bytes() {
    return bytes;
  }
}
