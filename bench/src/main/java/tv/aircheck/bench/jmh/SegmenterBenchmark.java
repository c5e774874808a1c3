package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tv.aircheck.bench.load.Clip;
import tv.aircheck.segmenter.JoinPoint;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSink;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.segmenter.Segmenter;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.segmenter.TakeIdentity;

/**
 * Runs of a log into segments of 10 s, checksum and keyframes included; per tag. The bytes go
 * nowhere. That the tags move on in time is part of what is measured: some nanoseconds a tag.
 */
@State(Scope.Thread)
public class SegmenterBenchmark {
  private static final TakeIdentity TAKE =
      new TakeIdentity("01JD0000000000000000000000", "live", "bench", 1_700_000_000_000L);

  /** How much the relay brings at once: what one tick found, or more when it is behind. */
  @Param({"3", "32"})
  public int tagsPerRun;

  private final Gop gop = new Gop();
  private final Nowhere sink = new Nowhere();
  private final Segmenter segmenter = new Segmenter(SegmenterSettings.DEFAULT, TAKE, sink);
  private List<ByteBuf> runs;

  @Setup
  public void start() throws IOException {
    runs = gop.runs(tagsPerRun);
    segmenter.start(0, JoinPoint.start());
    segmenter.append(0, gop.headers);
  }

  @Benchmark
  @OperationsPerInvocation(Gop.TAGS)
  public long append() throws IOException {
    for (int i = 0; i < runs.size(); i++) {
      segmenter.append(segmenter.position(), runs.get(i));
    }
    gop.passTime(Clip.GOP_MS);
    return sink.bytes;
  }

  @TearDown
  public void end() throws IOException {
    segmenter.end();
    runs.forEach(ByteBuf::release);
    gop.release();
  }

  private static final class Nowhere implements SegmentSink {
    private long bytes;

    @Override
    public void begin(SegmentHead head, ByteBuf fileHead) {
      bytes += fileHead.readableBytes();
    }

    @Override
    public void write(ByteBuf run, int from, int to) {
      bytes += to - from;
    }

    @Override
    public void seal(SegmentSummary summary) {
      bytes += summary.keyframes().length;
    }
  }
}
