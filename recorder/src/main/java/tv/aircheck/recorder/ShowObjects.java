package tv.aircheck.recorder;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.TakeRow;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/** Where in the store a broadcast's objects are: all of them, whatever the index knows. */
public final class ShowObjects {
  private static final int PAGE = 1_000;

  private ShowObjects() {}

  /** What the keys of a take's segments begin with. */
  public static String prefix(TakeRow take) {
    return TakeKeys.of(take, 0).takePrefix();
  }

  /** What the keys of its manifests and bundles begin with. */
  public static String prefix(BroadcastRow broadcast) {
    ChannelName channel = broadcast.channel();
    return BroadcastKey.of(channel.app(), channel.name(), broadcast.id(), broadcast.startedAtMs())
        .prefix();
  }

  /** Does something with one page of objects after another. */
  public interface PageAction {
    void accept(List<ObjectInfo> page) throws StorageException;
  }

  /** Goes through what is there, in pages; a page may be deleted as it is gone through. */
  public static void forEachPage(ObjectStore store, String prefix, PageAction action)
      throws StorageException {
    String cursor = "";
    while (cursor != null) {
      Listing page = store.list(prefix, cursor, PAGE);
      if (!page.objects().isEmpty()) {
        action.accept(page.objects());
      }
      cursor = page.next();
    }
  }

  /** Deletes all there is under a prefix; gives how many objects that were. */
  static long delete(ObjectStore store, String prefix) throws StorageException {
    long[] deleted = {0};
    forEachPage(
        store,
        prefix,
        page -> {
          List<String> keys = new ArrayList<>();
          page.forEach(object -> keys.add(object.key()));
          store.delete(keys);
          deleted[0] += keys.size();
        });
    return deleted[0];
  }
}
