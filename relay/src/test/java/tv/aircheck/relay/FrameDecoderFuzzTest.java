package tv.aircheck.relay;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Arrays;

/**
 * Whatever comes from the network ends in frames or in a {@link RelayException}. Seeds:
 * FrameDecoderFuzzTestInputs.
 */
class FrameDecoderFuzzTest {
  private static final RelayLimits LIMITS =
      new RelayLimits(1 << 16, 1 << 14, Duration.ofSeconds(1), Duration.ofSeconds(1));

  /**
   * The first byte says whether the handshake is over (bit 0) and into what pieces the rest is
   * split.
   */
  @FuzzTest(maxDuration = "5s")
  void anyBytes(byte[] input) {
    if (input.length == 0) {
      return;
    }
    FrameDecoder decoder = new FrameDecoder(LIMITS);
    if ((input[0] & 1) != 0) {
      decoder.welcomed();
    }
    int piece = 1 + (input[0] & 0xFE);
    EmbeddedChannel channel = new EmbeddedChannel(decoder, new Strict());
    for (int at = 1; at < input.length; at += piece) {
      byte[] part = Arrays.copyOfRange(input, at, Math.min(input.length, at + piece));
      channel.writeInbound(Unpooled.wrappedBuffer(part));
    }
    channel.finishAndReleaseAll();
  }

  private static final class Strict extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (!(message instanceof Frame)) {
        throw new IllegalStateException("no frame: " + message);
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (!(cause instanceof RelayException)) {
        throw new IllegalStateException("not an expected failure", cause);
      }
    }
  }
}
