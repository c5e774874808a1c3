package tv.aircheck.recorder.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;

/**
 * Adds up what the index says of one take, segment by segment, and tells where it contradicts
 * itself.
 */
final class TakeBooks {
  private final TakeRow take;
  private final List<Span> spans = new ArrayList<>();
  private long bytes;
  private long endPosition;
  private long endMs;
  private long gapMs;

  private record Span(long from, long to, String what) {}

  TakeBooks(TakeRow take, List<GapRow> gaps) {
    this.take = take;
    for (GapRow gap : gaps) {
      spans.add(new Span(gap.fromPosition(), gap.toPosition(), "gap"));
      gapMs += gap.toMs() - gap.fromMs();
      endMs = Math.max(endMs, gap.toMs());
    }
  }

  void add(SegmentRow row) {
    spans.add(new Span(row.startPosition(), row.endPosition(), "segment"));
    bytes += row.mediaBytes();
    endPosition = Math.max(endPosition, row.endPosition());
    endMs = Math.max(endMs, row.endMs());
  }

  List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    spans.sort(Comparator.comparingLong(Span::from));
    long at = 0;
    for (Span span : spans) {
      if (span.from() > at) {
        found.add(
            new Violation(
                Invariant.LOG_COVERED,
                take.id(),
                "bytes %d to %d are in no segment and no gap".formatted(at, span.from())));
      } else if (span.from() < at) {
        found.add(
            new Violation(
                Invariant.LOG_COVERED,
                take.id(),
                "the %s at %d begins before %d, where the one before it ends"
                    .formatted(span.what(), span.from(), at)));
      }
      at = Math.max(at, span.to());
    }
    compare("bytes", take.extent().bytes(), bytes, found);
    if (take.extent().endPosition() < endPosition) {
      compare("end position", take.extent().endPosition(), endPosition, found);
    }
    compare("end (ms)", take.extent().endMs(), endMs, found);
    compare("missing (ms)", take.extent().gapMs(), gapMs, found);
    return found;
  }

  private void compare(String what, long said, long found, List<Violation> violations) {
    if (said != found) {
      violations.add(
          new Violation(
              Invariant.EXTENT_FITS,
              take.id(),
              "its %s is said to be %d and comes to %d".formatted(what, said, found)));
    }
  }
}
