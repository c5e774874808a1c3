package tv.aircheck.recorder;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.IndexReads;

/**
 * What was deleted of a take on purpose. Copies that are left of it, in the spool of another node
 * or in a bundle that stays for its other segments, are not to bring it back. Immutable.
 */
public final class DeletedParts {
  private final NavigableMap<Long, Long> ranges;

  private DeletedParts(NavigableMap<Long, Long> ranges) {
    this.ranges = ranges;
  }

  /**
   * All of a take that was removed; of one that is there, what gaps stand for. An index that may be
   * an older one has no say in it.
   */
  public static DeletedParts of(IndexReads index, String takeId) {
    if (!index.adoption().isAdopted()) {
      return upTo(0);
    }
    return index
        .takes()
        .find(takeId)
        .map(take -> of(index, take.seq()))
        .orElseGet(() -> upTo(index.removedTakes().contains(takeId) ? Long.MAX_VALUE : 0));
  }

  /** What gaps stand for. */
  public static DeletedParts of(IndexReads index, long takeSeq) {
    NavigableMap<Long, Long> ranges = new TreeMap<>();
    for (GapRow gap : index.gaps().ofTake(takeSeq)) {
      if (gap.reason().equals(GapReason.REMOVED.name())) {
        ranges.put(gap.fromPosition(), gap.toPosition());
      }
    }
    return new DeletedParts(ranges);
  }

  /** All before a position. */
  public static DeletedParts upTo(long position) {
    NavigableMap<Long, Long> ranges = new TreeMap<>();
    ranges.put(0L, position);
    return new DeletedParts(ranges);
  }

  /** Whether the segment that begins there belongs to it. */
  public boolean has(long startPosition) {
    Map.Entry<Long, Long> before = ranges.floorEntry(startPosition);
    return before != null && startPosition < before.getValue();
  }
}
