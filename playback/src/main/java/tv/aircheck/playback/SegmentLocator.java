package tv.aircheck.playback;

import java.util.List;
import java.util.Optional;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.storage.GrowingSegments;

/**
 * Finds the segment for a position or a time of a take: in the index, or among those being written.
 * Blocks.
 */
public final class SegmentLocator {
  private final Index index;
  private final GrowingSegments growing;

  SegmentLocator(Index index, GrowingSegments growing) {
    this.index = index;
    this.growing = growing;
  }

  /**
   * The segment that holds a position, or is about to.
   *
   * @return null if there is none, which on air may only mean: not yet
   */
  public Segment at(TakeRow take, long position) {
    Optional<SegmentRow> row =
        index.segments().atPosition(take.seq(), position).filter(r -> position < r.endPosition());
    if (row.isPresent()) {
      return Segment.sealed(take, row.get());
    }
    Segment edge = growing(take);
    return edge != null && edge.startPosition() <= position ? edge : null;
  }

  /** The first sealed segment that begins behind a position; null without one. */
  public Segment behind(TakeRow take, long position) {
    return index
        .segments()
        .next(take.seq(), position)
        .map(r -> Segment.sealed(take, r))
        .orElse(null);
  }

  /** A take's sealed segments behind a position (-1: from the first), in order. */
  public List<SegmentRow> sealed(TakeRow take, long afterPosition, int limit) {
    return index.segments().ofTake(take.seq(), afterPosition, limit);
  }

  /** The segment before another one; null before the first. */
  public Segment before(TakeRow take, Segment segment) {
    return index
        .segments()
        .atPosition(take.seq(), segment.startPosition() - 1)
        .map(r -> Segment.sealed(take, r))
        .orElse(null);
  }

  /** The last segment to begin at or before a time; null if all are later. */
  public Segment atTime(TakeRow take, long logMs) {
    Segment edge = growing(take);
    if (edge != null && edge.startMs() <= logMs) {
      return edge;
    }
    return index
        .segments()
        .atTime(take.seq(), logMs)
        .map(r -> Segment.sealed(take, r))
        .orElse(null);
  }

  private Segment growing(TakeRow take) {
    return growing.ofTake(take.id()).map(Segment::growing).orElse(null);
  }
}
