package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tv.aircheck.rtmp.chunk.MessageWriter;

/**
 * Runs of tags to a player, as messages in chunks, up to where the channel would take them; per
 * tag. A player's stream hands its runs to the same writer when nothing waits before them.
 */
@State(Scope.Thread)
public class RtmpSendBenchmark {
  /** What one picture brings, and what a fast player gets at once. */
  @Param({"3", "64"})
  public int tagsPerRun;

  @Param({"4096", "65536"})
  public int chunkSize;

  private final Gop gop = new Gop();
  private final Swallow socket = new Swallow();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(socket, new ChannelInboundHandlerAdapter());
  private final MessageWriter writer = new MessageWriter(channel.pipeline().lastContext());
  private List<ByteBuf> runs;

  @Setup
  public void begin() {
    runs = gop.runs(tagsPerRun);
    writer.setChunkSize(chunkSize);
  }

  @Benchmark
  @OperationsPerInvocation(Gop.TAGS)
  public long send() {
    for (int i = 0; i < runs.size(); i++) {
      writer.tags(runs.get(i).retain(), 1, 0);
      writer.flush();
    }
    return socket.bytes();
  }

  @TearDown
  public void release() {
    channel.finishAndReleaseAll();
    runs.forEach(ByteBuf::release);
    gop.release();
  }
}
