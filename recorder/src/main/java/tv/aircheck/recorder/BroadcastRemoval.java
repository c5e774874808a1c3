package tv.aircheck.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Removes a broadcast with its files. The order, and what a crash after each step leaves:
 *
 * <ol>
 *   <li>mark it REMOVING: nobody sees it any more, nothing of it is uploaded; to be run again
 *   <li>delete its objects, then its spool files: the same
 *   <li>remove the rows of its takes: the same, with fewer takes
 *   <li>remove its row: it is gone
 * </ol>
 *
 * An upload that is under way meanwhile deletes its object again when it learns of the mark. Works
 * from another process than the server's too.
 */
public final class BroadcastRemoval {
  private static final Logger log = LoggerFactory.getLogger(BroadcastRemoval.class);
  private static final int PAGE = 500;

  private final Index index;
  private final Spool spool;
  private final ObjectStore store;

  public BroadcastRemoval(Index index, Spool spool, ObjectStore store) {
    this.index = index;
    this.spool = spool;
    this.store = store;
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
        stored += page.stream().filter(row -> row.state() == UploadState.STORED).count();
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
  public void run(String broadcastId, LongConsumer progress) throws StorageException {
    if (!index.<Boolean>writeNow(tx -> tx.broadcasts().markRemoving(broadcastId))) {
      String why =
          index.broadcasts().find(broadcastId).map(BroadcastRemoval::obstacle).orElse("unknown");
      throw new IndexException(
          IndexException.Kind.INVALID, "cannot remove broadcast " + broadcastId + ": " + why, null);
    }
    long deleted = 0;
    for (TakeRow take : index.takes().ofBroadcast(broadcastId)) {
      List<SegmentRow> page = index.segments().ofTake(take.seq(), -1, PAGE);
      while (!page.isEmpty()) {
        deleteFiles(take, page);
        deleted += page.size();
        progress.accept(deleted);
        page = index.segments().ofTake(take.seq(), last(page).startPosition(), PAGE);
      }
      index.writeNow(
          tx -> {
            tx.takes().remove(take.seq());
            return null;
          });
    }
    index.writeNow(tx -> tx.broadcasts().remove(broadcastId));
    log.info("Broadcast {} removed: {} segments", broadcastId, deleted);
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
        run(broadcast.id(), deleted -> {});
      } catch (StorageException | IndexException e) {
        log.warn("The removal of broadcast {} cannot be finished now", broadcast.id(), e);
      }
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
