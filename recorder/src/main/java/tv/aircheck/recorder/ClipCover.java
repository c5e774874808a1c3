package tv.aircheck.recorder;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.SegmentRow;

/** What clips keep of one broadcast. Immutable. */
final class ClipCover {
  private final Set<String> clips = new HashSet<>();
  private final Map<Long, Set<ClipRange>> ranges = new HashMap<>();

  /**
   * @param clips all of the broadcast, those that are marked for deletion too
   */
  ClipCover(List<ClipRow> clips) {
    for (ClipRow clip : clips) {
      this.clips.add(clip.id());
      for (ClipRange range : clip.ranges()) {
        ranges.computeIfAbsent(range.takeSeq(), seq -> new HashSet<>()).add(range);
      }
    }
  }

  boolean isEmpty() {
    return clips.isEmpty();
  }

  int clips() {
    return clips.size();
  }

  /** A segment that holds a byte of a clip is kept whole, as it can be played only whole. */
  boolean covers(SegmentRow segment) {
    return ranges.getOrDefault(segment.takeSeq(), Set.of()).stream()
        .anyMatch(range -> range.covers(segment.startPosition(), segment.endPosition()));
  }

  /** Whether it is of the same clips. */
  boolean isOf(List<ClipRow> others) {
    return clips.equals(new ClipCover(others).clips);
  }
}
