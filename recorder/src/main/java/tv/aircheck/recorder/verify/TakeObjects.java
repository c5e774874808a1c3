package tv.aircheck.recorder.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tv.aircheck.index.BundledSegment;
import tv.aircheck.index.Index;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.ShowObjects;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.bundle.BundledStore;
import tv.aircheck.recorder.bundle.Places;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * What the store has of one take's segments, in objects of their own or in bundles; costs a listing
 * and one look at each bundle. Asked in the order of positions.
 */
final class TakeObjects {
  private static final int PAGE = 500;

  private final Index index;
  private final ObjectStore store;
  private final TakeRow take;
  private final StoreWalk singles;
  private final Deque<BundledSegment> page = new ArrayDeque<>();
  private final Map<String, Optional<ObjectInfo>> bundles = new HashMap<>();
  private long after;
  private boolean ended;

  /**
   * @param after the position behind which the first question will be; -1: from the first
   */
  TakeObjects(Index index, ObjectStore store, TakeRow take, long after) {
    this.index = index;
    this.store = store;
    this.take = take;
    this.after = after;
    this.singles = new StoreWalk(store, ShowObjects.prefix(take));
  }

  /**
   * Null where it has none. What is not listed is asked for by itself, as it may have come since.
   */
  ObjectInfo at(long startPosition) throws StorageException {
    String key = TakeKeys.of(take, startPosition).storeKey();
    BundledSegment member = member(startPosition);
    if (member != null) {
      Optional<ObjectInfo> bundle = bundle(member.bundle());
      return bundle.map(info -> BundledStore.member(key, Places.place(member), info)).orElse(null);
    }
    ObjectInfo listed = singles.at(key);
    return listed != null ? listed : store.head(key).orElse(null);
  }

  private Optional<ObjectInfo> bundle(String key) throws StorageException {
    Optional<ObjectInfo> known = bundles.get(key);
    if (known == null) {
      known = store.head(key);
      bundles.put(key, known);
    }
    return known;
  }

  private BundledSegment member(long startPosition) {
    BundledSegment next = peek();
    while (next != null && next.startPosition() < startPosition) {
      page.pollFirst();
      next = peek();
    }
    return next != null && next.startPosition() == startPosition ? next : null;
  }

  private BundledSegment peek() {
    if (page.isEmpty() && !ended) {
      List<BundledSegment> more = index.bundles().ofTake(take.seq(), after, PAGE);
      ended = more.size() < PAGE;
      page.addAll(more);
      after = more.isEmpty() ? after : more.get(more.size() - 1).startPosition();
    }
    return page.peekFirst();
  }
}
