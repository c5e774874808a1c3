package tv.aircheck.recorder;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import tv.aircheck.relay.Mark;
import tv.aircheck.segmenter.JoinPoint;
import tv.aircheck.segmenter.LogMark;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSink;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.segmenter.Segmenter;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.segmenter.TakeIdentity;

/** The segments of a take that nothing ever happened to, by the segmenter alone. */
final class Reference implements SegmentSink {
  private final Map<Long, byte[]> segments = new TreeMap<>();
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  private Reference() {}

  static Map<Long, byte[]> segmentsOf(FakeOrigin.Take take) {
    Reference reference = new Reference();
    TakeIdentity identity = new TakeIdentity(take.id(), "live", "justin", take.startedAtMs());
    Segmenter segmenter = new Segmenter(SegmenterSettings.DEFAULT, identity, reference);
    segmenter.start(0, JoinPoint.start());
    for (Mark mark : take.marks()) {
      segmenter.mark(new LogMark(mark.position(), mark.timestampMs(), mark.wallClockMs()));
    }
    try {
      segmenter.append(0, take.log().bytes());
      segmenter.end();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return reference.segments;
  }

  @Override
  public void begin(SegmentHead head, ByteBuf fileHead) throws IOException {
    open.reset();
    write(fileHead, fileHead.readerIndex(), fileHead.writerIndex());
  }

  @Override
  public void write(ByteBuf run, int from, int to) throws IOException {
    run.getBytes(from, open, to - from);
  }

  @Override
  public void seal(SegmentSummary summary) {
    segments.put(summary.startPosition(), open.toByteArray());
  }
}
