package tv.aircheck.recorder.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tv.aircheck.recorder.bundle.BundleReading;
import tv.aircheck.recorder.bundle.BundleTable;
import tv.aircheck.recorder.bundle.BundleTable.Member;
import tv.aircheck.recorder.bundle.Place;
import tv.aircheck.recorder.verify.StoreWalk;
import tv.aircheck.storage.BroadcastKey.BundleKey;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/**
 * A bundle that is in the store.
 *
 * @param needed its segments that are no objects of their own: where both are there, the single one
 *     counts, since a repair may have put it there, and the bundle is made anew
 */
record FoundBundle(BundleKey key, ObjectInfo object, BundleTable table, List<Segment> needed) {
  /** A segment in it. */
  record Segment(SegmentKey key, Member member) {}

  /**
   * Reads the tables of a broadcast's bundles.
   *
   * @param keys in the order of their numbers
   */
  static List<FoundBundle> read(ObjectStore store, List<BundleKey> keys) throws IOException {
    List<FoundBundle> found = new ArrayList<>();
    Map<String, Set<String>> singles = new HashMap<>();
    for (BundleKey key : keys) {
      Optional<ObjectInfo> object = store.head(key.storeKey());
      if (object.isEmpty()) {
        continue;
      }
      BundleTable table = table(store, key);
      List<Segment> needed = new ArrayList<>();
      for (Member member : table.segments()) {
        Optional<SegmentKey> segment = SegmentKey.parse(member.key());
        if (segment.isPresent()) {
          String prefix = segment.get().takePrefix();
          if (!singles.containsKey(prefix)) {
            singles.put(prefix, listed(store, prefix));
          }
          if (!singles.get(prefix).contains(member.key())) {
            needed.add(new Segment(segment.get(), member));
          }
        }
      }
      found.add(new FoundBundle(key, object.get(), table, needed));
    }
    return found;
  }

  /** Nothing where it is archived, and its table not beside it. */
  private static BundleTable table(ObjectStore store, BundleKey key) throws StorageException {
    try {
      return new BundleReading(store).read(key);
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.ARCHIVED) {
        return new BundleTable(key.broadcast().broadcastId(), List.of());
      }
      throw e;
    }
  }

  private static Set<String> listed(ObjectStore store, String prefix) throws IOException {
    Set<String> keys = new HashSet<>();
    StoreWalk walk = new StoreWalk(store, prefix);
    for (ObjectInfo object = walk.next(); object != null; object = walk.next()) {
      keys.add(object.key());
    }
    return keys;
  }

  Place place(Member member) {
    OptionalInt crc =
        member.crc32c() == null ? OptionalInt.empty() : OptionalInt.of(member.crc32c());
    return new Place(key.storeKey(), member.offset(), member.bytes(), crc);
  }

  /** Its manifest; nothing where it has none. */
  InputStream manifest(ObjectStore store) {
    return table
        .manifest()
        .map(member -> new BundleReading(store).open(key, member))
        .orElse(InputStream.nullInputStream());
  }

  FoundBundle needing(List<Segment> left) {
    return new FoundBundle(key, object, table, left);
  }
}
