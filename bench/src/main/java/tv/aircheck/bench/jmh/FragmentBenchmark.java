package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tv.aircheck.bench.load.Clip;
import tv.aircheck.flv.mp4.FragmentWriter;
import tv.aircheck.flv.mp4.InitTrack;
import tv.aircheck.flv.mp4.TagSamples;
import tv.aircheck.flv.mp4.TrackProbe;

/** A fragment of fMP4 out of a GOP that was read: its index, and slices of the log; per tag. */
@State(Scope.Thread)
public class FragmentBenchmark {
  private final Gop gop = new Gop();
  private List<InitTrack> tracks;

  @Setup
  public void start() throws IOException {
    TrackProbe probe = new TrackProbe();
    TagSamples samples = new TagSamples(probe);
    samples.run(gop.headers, 0);
    samples.run(gop.tags, 0);
    tracks = probe.tracks();
  }

  @Benchmark
  @OperationsPerInvocation(Gop.TAGS)
  public int make() throws IOException {
    try (FragmentWriter writer = new FragmentWriter(tracks)) {
      writer.write(gop.tags, 0);
      ByteBuf fragment = writer.finish(Clip.GOP_MS, 1);
      int bytes = fragment.readableBytes();
      fragment.release();
      return bytes;
    }
  }

  @TearDown
  public void end() {
    gop.release();
  }
}
