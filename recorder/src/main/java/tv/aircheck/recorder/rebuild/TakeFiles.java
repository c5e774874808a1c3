package tv.aircheck.recorder.rebuild;

import java.util.NavigableMap;
import java.util.TreeMap;
import tv.aircheck.storage.SegmentKey;

/**
 * All files of one take that were found.
 *
 * @param first any one of its keys
 * @param stored start position to length, of those in the store
 * @param spooled start position to key, of those in the spool
 */
record TakeFiles(
    SegmentKey first, NavigableMap<Long, Long> stored, NavigableMap<Long, SegmentKey> spooled) {

  static TakeFiles of(SegmentKey first) {
    return new TakeFiles(first, new TreeMap<>(), new TreeMap<>());
  }

  SegmentKey key(long startPosition) {
    return new SegmentKey(
        first.app(), first.name(), first.takeDate(), first.takeId(), startPosition);
  }
}
