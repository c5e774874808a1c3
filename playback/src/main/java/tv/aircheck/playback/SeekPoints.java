package tv.aircheck.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;

/**
 * The keyframes of a show, from the index alone: those of its sealed segments. Blocks; any thread.
 */
public final class SeekPoints {
  private static final int SEGMENTS_AT_ONCE = 100;

  private final IndexReads index;

  public SeekPoints(IndexReads index) {
    this.index = index;
  }

  /**
   * In order.
   *
   * @param behind the last one of the page before; null begins at {@code fromMs}
   * @param fromMs the first offset that is wanted
   * @param toMs the offset that none reaches
   * @param limit so many at most
   */
  public List<SeekPoint> list(
      Outline outline, SeekPoint behind, long fromMs, long toMs, int limit) {
    List<SeekPoint> found = new ArrayList<>();
    int first = behind == null ? outline.takeAt(fromMs) : behind.take();
    for (int take = Math.max(0, first); take < outline.takes().size(); take++) {
      long position = -1;
      if (behind != null && take == behind.take()) {
        position = segmentBefore(outline.takes().get(take), behind.position());
      } else if (behind == null && take == first) {
        position = segmentBefore(outline, take, fromMs);
      }
      if (!add(outline, take, position, new Wanted(behind, fromMs, toMs, limit), found)) {
        break;
      }
    }
    return found;
  }

  private record Wanted(SeekPoint behind, long fromMs, long toMs, int limit) {
    boolean isBefore(SeekPoint point) {
      return point.offsetMs() < fromMs
          || (behind != null
              && point.take() == behind.take()
              && point.position() <= behind.position());
    }
  }

  /** False when there is nothing more to look for. */
  private boolean add(
      Outline outline, int take, long afterPosition, Wanted wanted, List<SeekPoint> found) {
    TakeRow row = outline.takes().get(take);
    long after = afterPosition;
    List<SegmentRow> page = index.segments().ofTake(row.seq(), after, SEGMENTS_AT_ONCE);
    while (!page.isEmpty()) {
      for (SegmentRow segment : page) {
        after = segment.startPosition();
        for (SeekPoint point : points(outline, take, segment)) {
          if (wanted.isBefore(point)) {
            continue;
          }
          if (point.offsetMs() >= wanted.toMs() || found.size() == wanted.limit()) {
            return false;
          }
          found.add(point);
        }
      }
      page = index.segments().ofTake(row.seq(), after, SEGMENTS_AT_ONCE);
    }
    return true;
  }

  /** A table that cannot be read has none: whoever plays it reads the segment instead. */
  private static List<SeekPoint> points(Outline outline, int take, SegmentRow segment) {
    List<SeekPoint> points = new ArrayList<>();
    try {
      KeyframeTable table = KeyframeTable.decode(segment.keyframes());
      for (int i = 0; i < table.size(); i++) {
        long position = table.position(i);
        OptionalLong offset = outline.offsetMs(take, position, table.timeMs(i));
        if (offset.isPresent()) {
          points.add(new SeekPoint(offset.getAsLong(), take, position));
        }
      }
    } catch (CorruptFlvException e) {
      return List.of();
    }
    return points;
  }

  /** A position before the segment that holds an offset; -1 for the beginning. */
  private long segmentBefore(Outline outline, int take, long offsetMs) {
    OptionalLong logMs = outline.logMs(take, offsetMs);
    if (logMs.isEmpty()) {
      return -1;
    }
    return index
        .segments()
        .atTime(outline.takes().get(take).seq(), logMs.getAsLong())
        .map(row -> row.startPosition() - 1)
        .orElse(-1L);
  }

  private long segmentBefore(TakeRow take, long position) {
    return index
        .segments()
        .atPosition(take.seq(), position)
        .map(row -> row.startPosition() - 1)
        .orElse(-1L);
  }
}
