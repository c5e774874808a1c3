package tv.aircheck.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.SegmentRow;

/**
 * The gaps that take the place of segments that are deleted while others of their take stay: so the
 * rest is still known to be whole.
 */
final class RemovedParts {
  private RemovedParts() {}

  /**
   * One gap for each run of segments that follow each other.
   *
   * @param removed of one take, in order
   * @param next the first one behind them, if any
   */
  static List<GapRow> gaps(List<SegmentRow> removed, Optional<SegmentRow> next, long nowMs) {
    List<GapRow> gaps = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < removed.size(); i++) {
      SegmentRow last = removed.get(i);
      Optional<SegmentRow> behind = i + 1 < removed.size() ? Optional.of(removed.get(i + 1)) : next;
      boolean goesOn = i + 1 < removed.size() && behind.get().startPosition() == last.endPosition();
      if (!goesOn) {
        gaps.add(gap(removed.get(first), last, behind, nowMs));
        first = i + 1;
      }
    }
    return gaps;
  }

  /** Reaches to where the next segment begins, so that the take's time stays what it was. */
  private static GapRow gap(
      SegmentRow first, SegmentRow last, Optional<SegmentRow> behind, long nowMs) {
    long toMs =
        behind
            .filter(row -> row.startPosition() == last.endPosition())
            .map(SegmentRow::startMs)
            .orElse(last.endMs());
    return new GapRow(
        first.takeSeq(),
        first.startPosition(),
        last.endPosition(),
        first.startMs(),
        Math.max(first.startMs(), toMs),
        GapReason.REMOVED.name(),
        nowMs);
  }
}
