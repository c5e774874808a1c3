package tv.aircheck.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Counts what the socket gives, before anybody looks at it. */
final class ReadCounter extends ChannelInboundHandlerAdapter {
  private final Audience audience;

  ReadCounter(Audience audience) {
    this.audience = audience;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    audience.read(((ByteBuf) message).readableBytes());
    ctx.fireChannelRead(message);
  }
}
