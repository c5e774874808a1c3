package tv.aircheck.recorder.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/** The objects under a prefix, in the order of their keys, a page at a time. */
public final class StoreWalk {
  private static final int PAGE = 1_000;

  private final ObjectStore store;
  private final String prefix;
  private final Deque<ObjectInfo> page = new ArrayDeque<>();
  private String cursor = "";

  public StoreWalk(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** The next one, which stays the next; null behind the last. */
  public ObjectInfo peek() throws StorageException {
    while (page.isEmpty() && cursor != null) {
      Listing listing = store.list(prefix, cursor, PAGE);
      page.addAll(listing.objects());
      cursor = listing.next();
    }
    return page.peekFirst();
  }

  public ObjectInfo next() throws StorageException {
    ObjectInfo next = peek();
    page.pollFirst();
    return next;
  }

  /** Goes past all keys before this one; gives the object under it, or null where there is none. */
  public ObjectInfo at(String key) throws StorageException {
    ObjectInfo next = peek();
    while (next != null && next.key().compareTo(key) < 0) {
      page.pollFirst();
      next = peek();
    }
    return next != null && next.key().equals(key) ? next() : null;
  }
}
