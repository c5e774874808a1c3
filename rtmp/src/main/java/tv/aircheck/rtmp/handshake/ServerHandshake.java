package tv.aircheck.rtmp.handshake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The server's side: waits for C0 and C1, answers S0, S1 and S2 at once, swallows C2 whatever it
 * holds (many encoders get it wrong), tells the session by {@link HandshakeDone} and leaves the
 * pipeline; what came glued to C2 goes on to the session.
 */
public final class ServerHandshake extends ByteToMessageDecoder {
  private enum State {
    WAITING_FOR_C0,
    WAITING_FOR_C1,
    WAITING_FOR_C2
  }

  private final RandomGenerator random;
  private State state = State.WAITING_FOR_C0;

  public ServerHandshake(RandomGenerator random) {
    this.random = random;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    switch (state) {
      case WAITING_FOR_C0 -> {
        FirstByte.check(in.readUnsignedByte());
        state = State.WAITING_FOR_C1;
      }
      case WAITING_FOR_C1 -> {
        if (in.readableBytes() >= ServerReply.PACKET) {
          answer(ctx, in);
          state = State.WAITING_FOR_C2;
        }
      }
      case WAITING_FOR_C2 -> {
        if (in.readableBytes() >= ServerReply.PACKET) {
          in.skipBytes(ServerReply.PACKET);
          ctx.fireUserEventTriggered(HandshakeDone.DONE);
          ctx.pipeline().remove(this);
        }
      }
    }
  }

  private void answer(ChannelHandlerContext ctx, ByteBuf in) {
    byte[] c1 = new byte[ServerReply.PACKET];
    in.readBytes(c1);
    ByteBuf reply = ctx.alloc().buffer(1 + 2 * ServerReply.PACKET);
    int timeMs = (int) (ctx.executor().ticker().nanoTime() / 1_000_000);
    ServerReply.write(c1, random, timeMs, reply);
    var unused = ctx.writeAndFlush(reply, ctx.voidPromise());
  }
}
