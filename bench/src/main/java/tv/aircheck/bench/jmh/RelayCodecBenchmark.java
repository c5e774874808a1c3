package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tv.aircheck.relay.Frame;
import tv.aircheck.relay.RelayAuth;
import tv.aircheck.relay.RelayHandshake;
import tv.aircheck.relay.RelayLimits;
import tv.aircheck.relay.RelayPipeline;

/**
 * Runs of a log as DATA frames, through the pipelines of both ends of a connection, without a
 * socket; per tag. The pipelines are those of the product after their handshake.
 */
@State(Scope.Thread)
public class RelayCodecBenchmark {
  private static final int READ_BYTES = 65_536;

  /** What one tick finds of one take, or more when it is behind. */
  @Param({"3", "32"})
  public int tagsPerRun;

  private final Gop gop = new Gop();
  private final Swallow socket = new Swallow();
  private final Runs runsIn = new Runs();
  private EmbeddedChannel origin;
  private EmbeddedChannel tap;
  private List<ByteBuf> runs;
  private final List<ByteBuf> reads = new ArrayList<>();

  @Setup
  public void meet() {
    RelayLimits limits = RelayLimits.DEFAULT;
    RelayAuth auth = new RelayAuth("bench".getBytes(StandardCharsets.UTF_8), new SecureRandom());
    origin = new EmbeddedChannel();
    tap = new EmbeddedChannel();
    RelayPipeline.install(
        origin.pipeline(),
        RelayHandshake.origin("origin", limits, auth),
        limits,
        new ChannelInboundHandlerAdapter());
    RelayPipeline.install(tap.pipeline(), RelayHandshake.tap("tap", limits, auth), limits, runsIn);
    boolean talking = true;
    while (talking) {
      boolean asked = carry(tap, origin);
      talking = carry(origin, tap) || asked;
    }
    runs = gop.runs(tagsPerRun);
    encodeReads();
    origin.pipeline().addFirst(socket);
  }

  private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
    ByteBuf bytes = from.readOutbound();
    if (bytes != null) {
      to.writeInbound(bytes);
    }
    return bytes != null;
  }

  /** What the tap's socket will give: the same frames, in reads of 64 KiB. */
  private void encodeReads() {
    writeRuns(origin);
    ByteBuf wire = Unpooled.buffer();
    for (ByteBuf piece = origin.readOutbound(); piece != null; piece = origin.readOutbound()) {
      wire.writeBytes(piece);
      piece.release();
    }
    while (wire.isReadable()) {
      ByteBuf read = PooledByteBufAllocator.DEFAULT.directBuffer(READ_BYTES);
      reads.add(read.writeBytes(wire, Math.min(READ_BYTES, wire.readableBytes())));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what fails here fails loudly
  private void writeRuns(Channel channel) {
    for (int i = 0; i < runs.size(); i++) {
      channel.write(new Frame.Data(1, 0, runs.get(i).retain()));
    }
    channel.flush();
  }

  @Benchmark
  @OperationsPerInvocation(Gop.TAGS)
  public long encode() {
    writeRuns(origin);
    return socket.bytes();
  }

  @Benchmark
  @OperationsPerInvocation(Gop.TAGS)
  public long decode() {
    for (int i = 0; i < reads.size(); i++) {
      ByteBuf read = reads.get(i);
      tap.pipeline().fireChannelRead(read.readerIndex(0).retain());
      tap.pipeline().fireChannelReadComplete();
    }
    return runsIn.bytes;
  }

  @TearDown
  public void release() {
    origin.finishAndReleaseAll();
    tap.finishAndReleaseAll();
    reads.forEach(ByteBuf::release);
    runs.forEach(ByteBuf::release);
    gop.release();
  }

  /** The session of a tap that lets every run go. */
  private static final class Runs extends ChannelInboundHandlerAdapter {
    private long bytes;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Frame.Data data) {
        bytes += data.run().readableBytes();
        data.release();
      }
    }
  }
}
