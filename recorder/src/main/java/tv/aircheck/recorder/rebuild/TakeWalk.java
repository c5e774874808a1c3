package tv.aircheck.recorder.rebuild;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tv.aircheck.recorder.bundle.Place;
import tv.aircheck.recorder.verify.StoreWalk;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;

/**
 * Goes through all takes that the store or the spool has files of, in the order of their keys: a
 * channel's from the oldest to the newest. Holds the names of one take's files.
 */
final class TakeWalk {
  private final StoreWalk objects;
  private final NavigableMap<String, TakeFiles> others = new TreeMap<>();

  /**
   * @param bundled segments in the store that are no objects of their own
   */
  TakeWalk(ObjectStore store, Iterable<SegmentKey> spool, Map<SegmentKey, Place> bundled) {
    objects = new StoreWalk(store, "segments/");
    for (SegmentKey key : spool) {
      others
          .computeIfAbsent(key.takePrefix(), prefix -> TakeFiles.of(key))
          .spooled()
          .put(key.startPosition(), key);
    }
    bundled.forEach(
        (key, place) ->
            others
                .computeIfAbsent(key.takePrefix(), prefix -> TakeFiles.of(key))
                .stored()
                .put(key.startPosition(), place.bytes()));
  }

  /** Null behind the last. */
  TakeFiles next() throws IOException {
    Optional<SegmentKey> stored = nextStored();
    String inStore = stored.map(SegmentKey::takePrefix).orElse(null);
    String inSpool = others.isEmpty() ? null : others.firstKey();
    if (inStore == null && inSpool == null) {
      return null;
    }
    if (inStore == null || (inSpool != null && inSpool.compareTo(inStore) < 0)) {
      return others.pollFirstEntry().getValue();
    }
    TakeFiles spoolFiles = others.remove(inStore);
    TakeFiles files = spoolFiles == null ? TakeFiles.of(stored.get()) : spoolFiles;
    while (stored.isPresent() && stored.get().takePrefix().equals(inStore)) {
      files.stored().put(stored.get().startPosition(), objects.next().bytes());
      stored = nextStored();
    }
    return files;
  }

  /** The segment that comes next in the store; what is no segment is passed over. */
  private Optional<SegmentKey> nextStored() throws IOException {
    for (ObjectInfo next = objects.peek(); next != null; next = objects.peek()) {
      Optional<SegmentKey> key = SegmentKey.parse(next.key());
      if (key.isPresent()) {
        return key;
      }
      objects.next();
    }
    return Optional.empty();
  }
}
