package tv.aircheck.flv.mp4;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The sample table box: from the samples and chunks of a track to stsd, stts, ctts, stss … */
public final class SampleTables {
  private final SampleLog samples;
  private final ChunkLog chunks;
  private final long lastTicks;
  private int steps;
  private int compositions;
  private boolean composed;
  private boolean negative;
  private int keys;
  private long bytes;

  /**
   * @param lastTicks how long the last sample is
   */
  public SampleTables(SampleLog samples, ChunkLog chunks, long lastTicks) {
    this.samples = samples;
    this.chunks = chunks;
    this.lastTicks = lastTicks;
    count();
  }

  private void count() {
    Runs stepRuns = new Runs((run, value) -> steps++);
    Runs compositionRuns = new Runs((run, value) -> compositions++);
    try {
      SampleLog.Walk walk = samples.walk();
      for (boolean first = true; walk.next(); first = false) {
        if (!first) {
          stepRuns.add(walk.step());
        }
        compositionRuns.add(walk.composition());
        composed |= walk.composition() != 0;
        negative |= walk.composition() < 0;
        keys += walk.isKey() ? 1 : 0;
        bytes += walk.size();
      }
      if (samples.count() > 0) {
        stepRuns.add(lastTicks);
      }
      stepRuns.end();
      compositionRuns.end();
    } catch (IOException e) {
      throw new IllegalStateException("counting does not fail", e);
    }
  }

  /** Of all samples. */
  public long bytes() {
    return bytes;
  }

  /** From the first sample's decoding to the end of the last. */
  public long ticks() {
    return samples.count() == 0 ? 0 : samples.last() - samples.first() + lastTicks;
  }

  /**
   * The stbl box.
   *
   * @param entries the sample descriptions that the chunks name
   * @param base added to the offsets of the chunks
   * @param wide offsets need more than 32 bits
   */
  public Box box(List<SampleEntry> entries, long base, boolean wide) {
    List<Box> children = new ArrayList<>();
    children.add(descriptions(entries));
    children.add(new TableBox("stts", 0, steps, 8, this::writeSteps));
    if (composed) {
      int version = negative ? 1 : 0;
      children.add(new TableBox("ctts", version, compositions, 8, this::writeCompositions));
    }
    if (keys < samples.count()) {
      children.add(new TableBox("stss", 0, keys, 4, this::writeKeys));
    }
    children.add(new TableBox("stsc", 0, chunkRuns(), 12, this::writeChunkRuns));
    children.add(sizes());
    String offsets = wide ? "co64" : "stco";
    int bytesEach = wide ? 8 : 4;
    children.add(
        new TableBox(
            offsets, 0, chunks.count(), bytesEach, sink -> writeOffsets(sink, base, wide)));
    return Box.container("stbl", children);
  }

  private static Box descriptions(List<SampleEntry> entries) {
    return Box.full(
        "stsd",
        0,
        0,
        out -> {
          out.writeInt(entries.size());
          entries.forEach(entry -> out.writeBytes(entry.bytes()));
        });
  }

  private void writeSteps(BoxSink sink) throws IOException {
    Runs runs = new Runs((run, value) -> writePair(sink, run, value));
    SampleLog.Walk walk = samples.walk();
    for (boolean first = true; walk.next(); first = false) {
      if (!first) {
        runs.add(walk.step());
      }
    }
    if (samples.count() > 0) {
      runs.add(lastTicks);
    }
    runs.end();
  }

  private void writeCompositions(BoxSink sink) throws IOException {
    Runs runs = new Runs((run, value) -> writePair(sink, run, value));
    SampleLog.Walk walk = samples.walk();
    while (walk.next()) {
      runs.add(walk.composition());
    }
    runs.end();
  }

  private static void writePair(BoxSink sink, int run, long value) throws IOException {
    sink.room(8).writeInt(run).writeInt((int) value);
  }

  private void writeKeys(BoxSink sink) throws IOException {
    SampleLog.Walk walk = samples.walk();
    for (int number = 1; walk.next(); number++) {
      if (walk.isKey()) {
        sink.room(4).writeInt(number);
      }
    }
  }

  /** A table with a field between version and count. */
  private Box sizes() {
    return new Box() {
      @Override
      public long size() {
        return HEADER + FULL + 8 + 4L * samples.count();
      }

      @Override
      public void writeTo(BoxSink sink) throws IOException {
        Box.writeHeader(sink, "stsz", size());
        sink.room(FULL + 8).writeInt(0).writeInt(0).writeInt(samples.count());
        SampleLog.Walk walk = samples.walk();
        while (walk.next()) {
          sink.room(4).writeInt(walk.size());
        }
      }
    };
  }

  private int chunkRuns() {
    int runs = 0;
    ChunkLog.Walk walk = chunks.walk();
    while (walk.next()) {
      runs += walk.isLikeTheOneBefore() ? 0 : 1;
    }
    return runs;
  }

  private void writeChunkRuns(BoxSink sink) throws IOException {
    ChunkLog.Walk walk = chunks.walk();
    for (int chunk = 1; walk.next(); chunk++) {
      if (!walk.isLikeTheOneBefore()) {
        ByteBuf out = sink.room(12);
        out.writeInt(chunk).writeInt(walk.samples()).writeInt(walk.description());
      }
    }
  }

  private void writeOffsets(BoxSink sink, long base, boolean wide) throws IOException {
    ChunkLog.Walk walk = chunks.walk();
    while (walk.next()) {
      long offset = base + walk.offset();
      if (wide) {
        sink.room(8).writeLong(offset);
      } else {
        sink.room(4).writeInt((int) offset);
      }
    }
  }
}
