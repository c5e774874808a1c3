package tv.aircheck.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tv.aircheck.bench.load.Clip;
import tv.aircheck.flv.amf.Amf0Reader;
import tv.aircheck.flv.amf.Amf0Writer;
import tv.aircheck.flv.amf.AmfException;
import tv.aircheck.flv.amf.AmfLimits;
import tv.aircheck.flv.amf.AmfObject;

/** An onMetaData of eleven fields; per object. Once for each publisher, player and segment. */
@State(Scope.Thread)
public class AmfBenchmark {
  private final AmfObject metadata = Clip.metadata();
  private final ByteBuf written = Unpooled.directBuffer();
  private final ByteBuf scratch = Unpooled.directBuffer();

  public AmfBenchmark() {
    Amf0Writer.write(written, metadata);
  }

  @Benchmark
  public ByteBuf write() {
    Amf0Writer.write(scratch.clear(), metadata);
    return scratch;
  }

  @Benchmark
  public Object read() throws AmfException {
    return new Amf0Reader(written.readerIndex(0), AmfLimits.MESSAGE).read();
  }

  @TearDown
  public void release() {
    written.release();
    scratch.release();
  }
}
