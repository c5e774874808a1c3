package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.rtmp.chunk.ChunkDecoder;
import tv.aircheck.rtmp.chunk.ChunkEncoder;
import tv.aircheck.rtmp.chunk.ChunkInput;
import tv.aircheck.rtmp.chunk.ChunkLimits;
import tv.aircheck.rtmp.chunk.ChunkOutput;

/** What a publisher's socket gave, to messages; per message. Bodies are not copied. */
@State(Scope.Thread)
public class ChunkDecodeBenchmark {
  private static final int CHUNK_SIZE = 4_096;
  private static final ChunkLimits LIMITS =
      new ChunkLimits(64, 65_536, 262_144, ChunkLimits.LARGEST, ChunkLimits.LARGEST);

  /** Bytes that one read of the socket gave: a packet, or more when reads are rarer. */
  @Param({"1448", "4096", "16384", "65536"})
  public int readBytes;

  private final List<ByteBuf> reads = new ArrayList<>();
  private ChunkInput input;
  private long bodyBytes;

  @Setup
  public void encode() throws CorruptFlvException {
    input =
        new ChunkInput(
            new ChunkDecoder(
                LIMITS, Ticker.systemTicker(), message -> bodyBytes += message.length()));
    Gop gop = new Gop();
    ByteBuf wire = Unpooled.buffer();
    ChunkOutput out =
        new ChunkOutput(
            PooledByteBufAllocator.DEFAULT,
            piece -> {
              wire.writeBytes(piece);
              piece.release();
            });
    ChunkEncoder encoder = new ChunkEncoder(out);
    sayChunkSize(encoder);
    encoder.tags(gop.tags, 1, 0);
    out.finish();
    gop.release();
    while (wire.isReadable()) {
      ByteBuf read = PooledByteBufAllocator.DEFAULT.directBuffer(readBytes);
      reads.add(read.writeBytes(wire, Math.min(readBytes, wire.readableBytes())));
    }
  }

  /** The message of type 1 on chunk stream 2, also at the start of each round: it does no harm. */
  private static void sayChunkSize(ChunkEncoder encoder) {
    ByteBuf size = Unpooled.buffer().writeInt(CHUNK_SIZE);
    encoder.message(ChunkEncoder.CONTROL, 1, 0, 0, size);
    size.release();
    encoder.chunkSize(CHUNK_SIZE);
  }

  /** The buffers are kept for the next round: taking them from the pool is not measured. */
  @Benchmark
  @OperationsPerInvocation(Gop.TAGS)
  public long decode() {
    for (int i = 0; i < reads.size(); i++) {
      ByteBuf read = reads.get(i);
      input.feed(read.readerIndex(0).retain());
    }
    return bodyBytes;
  }

  @TearDown
  public void release() {
    input.close();
    reads.forEach(ByteBuf::release);
  }
}
