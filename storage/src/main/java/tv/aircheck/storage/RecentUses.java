package tv.aircheck.storage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which sealed segments were sealed or read last since the start, in order; of those it has
 * forgotten, or that were used before the start, nothing. In memory alone: after a restart the
 * order in which segments were recorded has to do. Any thread.
 */
final class RecentUses {
  /** About 5 MiB of memory; more segments than that are in use nowhere. */
  private static final int MOST = 50_000;

  private record Segment(String takeId, long startPosition) {}

  private final Map<Segment, Long> uses =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Segment, Long> eldest) {
          return size() > MOST;
        }
      };

  private long count;

  synchronized void used(SegmentKey key) {
    uses.put(new Segment(key.takeId(), key.startPosition()), ++count);
  }

  synchronized void gone(SegmentKey key) {
    uses.remove(new Segment(key.takeId(), key.startPosition()));
  }

  /** A number for each: the later it was used, the higher; 0 where that is not known. */
  synchronized Map<SpoolFile, Long> of(Iterable<SpoolFile> files) {
    // Not by get, which would count as a use.
    Map<Segment, Long> copy = Map.copyOf(uses);
    Map<SpoolFile, Long> found = new HashMap<>();
    for (SpoolFile file : files) {
      found.put(file, copy.getOrDefault(new Segment(file.takeId(), file.startPosition()), 0L));
    }
    return found;
  }
}
