package tv.aircheck.recorder.manifest;

import tv.aircheck.flv.CodecSummary;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.segmenter.SegmentSummary;

/** A segment as the segmenter sums it up, and as a row of the index: the same, said twice. */
public final class SegmentRows {
  private SegmentRows() {}

  public static SegmentRow row(long takeSeq, SegmentSummary s) {
    CodecSummary c = s.codecs();
    return new SegmentRow(
        takeSeq,
        s.startPosition(),
        s.endPosition(),
        s.startMs(),
        s.endMs(),
        s.wallClockMs(),
        s.headBytes(),
        s.fileBytes(),
        s.crc32c(),
        s.forced(),
        new Codecs(c.video(), c.audio(), c.width(), c.height(), c.sampleRate(), c.channels()),
        s.keyframes());
  }

  public static SegmentSummary summary(SegmentRow row) {
    Codecs c = row.codecs();
    return new SegmentSummary(
        row.startPosition(),
        row.endPosition(),
        row.startMs(),
        row.endMs(),
        row.wallClockMs(),
        row.headBytes(),
        row.fileBytes(),
        row.crc32c(),
        row.keyframes(),
        row.forced(),
        new CodecSummary(
            c.video(), c.audio(), c.width(), c.height(), c.sampleRate(), c.channels()));
  }
}
