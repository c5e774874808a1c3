package tv.aircheck.recorder;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.SegmentRow;

/** What clips keep of one broadcast. Immutable. */
final class ClipCover {
  static final ClipCover NONE = new ClipCover(List.of());

  private final Set<String> clips = new HashSet<>();

  /** Of each take, from where to where: ranges that do not touch, by where they begin. */
  private final Map<Long, NavigableMap<Long, Long>> ranges = new HashMap<>();

  /**
   * @param clips all of the broadcast, those that are marked for deletion too
   */
  ClipCover(List<ClipRow> clips) {
    for (ClipRow clip : clips) {
      this.clips.add(clip.id());
      for (ClipRange range : clip.ranges()) {
        merge(ranges.computeIfAbsent(range.takeSeq(), seq -> new TreeMap<>()), range);
      }
    }
  }

  private static void merge(NavigableMap<Long, Long> merged, ClipRange range) {
    long from = range.fromPosition();
    long to = range.toPosition();
    Map.Entry<Long, Long> before = merged.floorEntry(to);
    while (before != null && before.getValue() >= from) {
      from = Math.min(from, before.getKey());
      to = Math.max(to, before.getValue());
      merged.remove(before.getKey());
      before = merged.floorEntry(to);
    }
    merged.put(from, to);
  }

  boolean isEmpty() {
    return clips.isEmpty();
  }

  int clips() {
    return clips.size();
  }

  /** A segment that holds a byte of a clip is kept whole, as it can be played only whole. */
  boolean covers(SegmentRow segment) {
    NavigableMap<Long, Long> ofTake = ranges.get(segment.takeSeq());
    Map.Entry<Long, Long> before = ofTake == null ? null : ofTake.lowerEntry(segment.endPosition());
    return before != null && before.getValue() > segment.startPosition();
  }

  /** Whether it is of the same clips. */
  boolean isOf(List<ClipRow> others) {
    return clips.equals(new ClipCover(others).clips);
  }
}
