package tv.aircheck.rtmp.handshake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.random.RandomGenerator;
import tv.aircheck.rtmp.ProtocolException;

/**
 * The client's side, in the simple form: sends C0 and C1 when the connection is up, answers S1 with
 * its copy, waits for S2, tells the session by {@link HandshakeDone} and leaves the pipeline.
 */
public final class ClientHandshake extends ByteToMessageDecoder {
  private final RandomGenerator random;
  private boolean answered;

  public ClientHandshake(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) throws Exception {
    ByteBuf c0c1 = ctx.alloc().buffer(1 + ServerReply.PACKET);
    c0c1.writeByte(ServerReply.VERSION).writeLong(0);
    c0c1.writeBytes(ServerReply.bytes(random, ServerReply.PACKET - Long.BYTES));
    var unused = ctx.writeAndFlush(c0c1, ctx.voidPromise());
    super.channelActive(ctx);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (!answered) {
      if (in.readableBytes() < 1 + ServerReply.PACKET) {
        return;
      }
      int version = in.readUnsignedByte();
      if (version != ServerReply.VERSION) {
        throw new ProtocolException("the server speaks RTMP version " + version + ", not 3");
      }
      var unused = ctx.writeAndFlush(in.readRetainedSlice(ServerReply.PACKET), ctx.voidPromise());
      answered = true;
    }
    if (in.readableBytes() >= ServerReply.PACKET) {
      in.skipBytes(ServerReply.PACKET);
      ctx.fireUserEventTriggered(HandshakeDone.DONE);
      ctx.pipeline().remove(this);
    }
  }
}
