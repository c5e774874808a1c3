package tv.aircheck.recorder;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Removes a broadcast with its files. The order, and what a crash after each step leaves:
 *
 * <ol>
 *   <li>mark it REMOVING, with a line in the audit: nobody sees it any more, nothing of it is
 *       uploaded; to be run again
 *   <li>delete the objects of its takes that the index knows, then their spool files, then what the
 *       store has beside: the same
 *   <li>remove the rows of its takes: the same, with fewer takes
 *   <li>delete its manifests and bundles, last of all objects, since they say what the others were
 *   <li>remove its row, with a line in the audit: it is gone
 * </ol>
 *
 * An upload that is under way meanwhile deletes its object again when it learns of the mark. Works
 * from another process than the server's too, and from two at once.
 */
public final class BroadcastRemoval {
  private static final Logger log = LoggerFactory.getLogger(BroadcastRemoval.class);
  private static final int PAGE = 500;

  private final Index index;
  private final Spool spool;
  private final ObjectStore store;
  private final InstantSource clock;

  public BroadcastRemoval(Index index, Spool spool, ObjectStore store, InstantSource clock) {
    this.index = index;
    this.spool = spool;
    this.store = store;
    this.clock = clock;
  }

  /** What {@link #run} would do. */
  public RemovalPlan plan(BroadcastRow broadcast) {
    long segments = 0;
    long stored = 0;
    long bytes = 0;
    List<TakeRow> takes = index.takes().ofBroadcast(broadcast.id());
    for (TakeRow take : takes) {
      List<UploadRow> page = index.uploads().ofTake(take.seq(), -1, PAGE);
      while (!page.isEmpty()) {
        segments += page.size();
        stored += page.stream().filter(row -> row.state().isInStore()).count();
        bytes += page.stream().mapToLong(UploadRow::fileBytes).sum();
        page = index.uploads().ofTake(take.seq(), last(page).startPosition(), PAGE);
      }
    }
    return new RemovalPlan(broadcast, takes.size(), segments, stored, bytes, obstacle(broadcast));
  }

  private static String obstacle(BroadcastRow broadcast) {
    if (broadcast.isLive()) {
      return "it is on air, or its publisher may still come back";
    }
    return broadcast.locked() ? "it is locked: unlock it first" : null;
  }

  /**
   * Removes it, or goes on with a removal that was interrupted.
   *
   * @param progress gets the number of segments deleted so far
   * @throws IndexException INVALID when it is live, locked or unknown
   * @throws StorageException when a file cannot be deleted; then it is to be run again
   */
  public void run(String broadcastId, Deed deed, LongConsumer progress) throws StorageException {
    if (!begin(broadcastId, row -> true, deed)) {
      String why =
          index.broadcasts().find(broadcastId).map(BroadcastRemoval::obstacle).orElse("unknown");
      throw new IndexException(
          IndexException.Kind.INVALID, "cannot remove broadcast " + broadcastId + ": " + why, null);
    }
    finish(broadcastId, deed, progress);
  }

  /**
   * The first step: from here on it can only go.
   *
   * @param still asked in the same transaction, whether it is as the caller believes
   * @return false when it is not, or is live, locked or unknown
   */
  public boolean begin(String broadcastId, Predicate<BroadcastRow> still, Deed deed) {
    return index.writeNow(
        tx -> {
          Optional<BroadcastRow> row = tx.broadcasts().find(broadcastId);
          if (row.filter(still).isEmpty() || !tx.broadcasts().markRemoving(broadcastId)) {
            return false;
          }
          if (row.get().state() != BroadcastState.REMOVING) {
            tx.audit().add(line(AuditAction.DELETING, row.get(), deed));
          }
          return true;
        });
  }

  /**
   * All further steps, or those that an interrupted removal has left.
   *
   * @param progress gets the number of segments deleted so far
   * @throws StorageException when a file cannot be deleted; then it is to be run again
   */
  public void finish(String broadcastId, Deed deed, LongConsumer progress) throws StorageException {
    Optional<BroadcastRow> broadcast =
        index.broadcasts().find(broadcastId).filter(row -> row.state() == BroadcastState.REMOVING);
    if (broadcast.isEmpty()) {
      return; // Somebody else has finished it.
    }
    long deleted = 0;
    for (TakeRow take : index.takes().ofBroadcast(broadcastId)) {
      deleted = deleteTake(take, deleted, progress);
    }
    store.delete(index.bundles().ofBroadcast(broadcastId).stream().map(BundleRow::key).toList());
    ShowObjects.delete(store, ShowObjects.prefix(broadcast.get()));
    boolean removed =
        index.writeNow(
            tx -> {
              boolean there = tx.broadcasts().remove(broadcastId);
              if (there) {
                tx.audit().add(line(AuditAction.DELETED, broadcast.get(), deed));
              }
              return there;
            });
    if (removed) {
      log.info("Broadcast {} removed: {} segments", broadcastId, deleted);
    }
  }

  private AuditRow line(AuditAction action, BroadcastRow row, Deed deed) {
    return AuditRow.of(clock.millis(), deed.who(), action, row, deed.why());
  }

  /** Gives the number of segments deleted so far. */
  private long deleteTake(TakeRow take, long before, LongConsumer progress)
      throws StorageException {
    long deleted = before;
    List<SegmentRow> page = index.segments().ofTake(take.seq(), -1, PAGE);
    while (!page.isEmpty()) {
      deleteFiles(take, page);
      deleted += page.size();
      progress.accept(deleted);
      page = index.segments().ofTake(take.seq(), last(page).startPosition(), PAGE);
    }
    long unknown = ShowObjects.delete(store, ShowObjects.prefix(take));
    if (unknown > 0) {
      log.info("Take {} had {} objects that no row knew of; they are deleted", take.id(), unknown);
    }
    index.writeNow(
        tx -> {
          tx.takes().remove(take.seq());
          return null;
        });
    progress.accept(deleted);
    return deleted;
  }

  private void deleteFiles(TakeRow take, List<SegmentRow> segments) throws StorageException {
    List<String> objects = new ArrayList<>(segments.size());
    for (SegmentRow segment : segments) {
      objects.add(TakeKeys.of(take, segment.startPosition()).storeKey());
    }
    store.delete(objects);
    for (SegmentRow segment : segments) {
      SegmentKey key = TakeKeys.of(take, segment.startPosition());
      spool.delete(key);
    }
  }

  /**
   * At start-up: removals that a crash left half done. What fails is reported and left for the next
   * start.
   */
  void finishInterrupted() {
    for (BroadcastRow broadcast : index.broadcasts().in(BroadcastState.REMOVING)) {
      try {
        finish(broadcast.id(), Deed.RECOVERY, deleted -> {});
      } catch (StorageException | IndexException e) {
        log.warn("The removal of broadcast {} cannot be finished now", broadcast.id(), e);
      }
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
