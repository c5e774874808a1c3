package tv.aircheck.recorder.bundle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.BundleRow.Singles;
import tv.aircheck.index.BundledSegment;
import tv.aircheck.index.Index;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.verify.Trust;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Deletes the objects that a bundle has taken the place of, when their grace time is over. In this
 * order, and what a crash after each step leaves; in every case the next run goes on with it:
 *
 * <ol>
 *   <li>look whether the bundle is there and as long as it was: nothing
 *   <li>note that they are going, with a line in the audit: all of them
 *   <li>delete them: some of them
 *   <li>note that they are gone: done
 * </ol>
 */
public final class SingleObjects {
  private static final Logger log = LoggerFactory.getLogger(SingleObjects.class);
  private static final int PAGE = 500;

  private final Index index;
  private final ObjectStore store;
  private final InstantSource clock;

  public SingleObjects(Index index, ObjectStore store, InstantSource clock) {
    this.index = index;
    this.store = store;
    this.clock = clock;
  }

  /** Gives how many objects were deleted; none while the index may not delete: {@link Trust}. */
  public long deleteDue(Deed by, BundleListener listener) throws StorageException {
    if (Trust.obstacle(index).isPresent()) {
      return 0;
    }
    long deleted = 0;
    for (BundleRow bundle : index.bundles().dueSingles(clock.millis())) {
      deleted += delete(bundle, by, listener);
    }
    return deleted;
  }

  private long delete(BundleRow bundle, Deed by, BundleListener listener) throws StorageException {
    Optional<ObjectInfo> object = store.head(bundle.key());
    if (object.isEmpty()
        || object.get().bytes() != bundle.bytes()
        || isOther(bundle, object.get())) {
      log.warn(
          "{} is not what was put, so the single objects of its segments stay:"
              + " 'aircheck store verify' tells what is missing",
          bundle.key());
      return 0;
    }
    if (!begin(bundle, by)) {
      return 0;
    }
    long deleted = 0;
    for (TakeRow take : index.takes().ofBroadcast(bundle.broadcastId())) {
      List<BundledSegment> page = index.bundles().ofTake(take.seq(), -1, PAGE);
      while (!page.isEmpty()) {
        List<String> keys = new ArrayList<>();
        for (BundledSegment member : page) {
          if (member.bundleSeq() == bundle.seq()) {
            keys.add(TakeKeys.of(take, member.startPosition()).storeKey());
          }
        }
        store.delete(keys);
        deleted += keys.size();
        listener.deleted(bundle.key(), keys.size());
        long after = page.get(page.size() - 1).startPosition();
        page = index.bundles().ofTake(take.seq(), after, PAGE);
      }
    }
    index.<Boolean>writeNow(tx -> tx.bundles().singles(bundle.seq(), Singles.GONE));
    log.info("Deleted {} single objects that are in {}", deleted, bundle.key());
    return deleted;
  }

  private static boolean isOther(BundleRow bundle, ObjectInfo object) {
    return bundle.crc32c() != null
        && object.crc32c().isPresent()
        && object.crc32c().getAsInt() != bundle.crc32c();
  }

  /** False when the show is being removed: that deletes all it has. */
  private boolean begin(BundleRow bundle, Deed by) {
    return index.writeNow(
        tx -> {
          Optional<BroadcastRow> show =
              tx.broadcasts()
                  .find(bundle.broadcastId())
                  .filter(row -> row.state() != BroadcastState.REMOVING);
          if (show.isEmpty() || !tx.bundles().singles(bundle.seq(), Singles.GOING)) {
            return false;
          }
          if (bundle.singles() == Singles.KEPT) {
            tx.audit()
                .add(
                    new AuditRow(
                        0,
                        clock.millis(),
                        by.who(),
                        AuditAction.SINGLES_DELETED,
                        bundle.broadcastId(),
                        show.get().channel().toString(),
                        bundle.bytes(),
                        "their bytes are in " + bundle.key()));
          }
          return true;
        });
  }
}
