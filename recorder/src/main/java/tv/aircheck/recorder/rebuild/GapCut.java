package tv.aircheck.recorder.rebuild;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.index.GapRow;
import tv.aircheck.segmenter.SegmentSummary;

/** What is left of a gap when a segment turns out to be there after all. Pure. */
final class GapCut {
  private GapCut() {}

  static boolean touches(GapRow gap, SegmentSummary segment) {
    return gap.fromPosition() < segment.endPosition() && segment.startPosition() < gap.toPosition();
  }

  static List<GapRow> without(GapRow gap, SegmentSummary segment) {
    List<GapRow> left = new ArrayList<>();
    if (gap.fromPosition() < segment.startPosition()) {
      left.add(
          part(
              gap,
              gap.fromPosition(),
              segment.startPosition(),
              gap.fromMs(),
              Math.max(gap.fromMs(), Math.min(gap.toMs(), segment.startMs()))));
    }
    if (segment.endPosition() < gap.toPosition()) {
      left.add(
          part(
              gap,
              segment.endPosition(),
              gap.toPosition(),
              Math.min(gap.toMs(), Math.max(gap.fromMs(), segment.endMs())),
              gap.toMs()));
    }
    return left;
  }

  private static GapRow part(GapRow gap, long from, long to, long fromMs, long toMs) {
    return new GapRow(gap.takeSeq(), from, to, fromMs, toMs, gap.reason(), gap.notedAtMs());
  }
}
