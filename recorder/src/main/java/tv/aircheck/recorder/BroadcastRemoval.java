package tv.aircheck.recorder;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.UploadRow;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PictureKey;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Removes a broadcast with its files. The order, and what a crash after each step leaves:
 *
 * <ol>
 *   <li>mark it REMOVING, with a line in the audit: nobody sees it any more, nothing of it is
 *       uploaded but what clips keep; to be run again
 *   <li>delete the objects of its takes that the index knows, then their spool files, then what the
 *       store has beside: the same
 *   <li>remove the rows of its takes: the same, with fewer takes
 *   <li>delete its pictures, then its manifests and bundles, last of all objects, since they say
 *       what the others were
 *   <li>remove its row, with a line in the audit: it is gone
 * </ol>
 *
 * Where clips keep something of it, the rows of what they do not cover are removed with the files,
 * and gaps take their place; bundles without a segment that is left go; the manifest is written
 * anew, and at the end it is CLIPPED. When a clip goes, it is REMOVING again.
 *
 * <p>Before the first of them is deleted, a manifest that tells of the clips is in the store:
 * should the index be lost in between, a rebuild knows them, and what they keep.
 *
 * <p>An upload that is under way meanwhile deletes its object again when it learns of the mark.
 * Works from another process than the server's too, and from two at once.
 */
public final class BroadcastRemoval {
  private static final Logger log = LoggerFactory.getLogger(BroadcastRemoval.class);
  private static final int PAGE = 500;

  private final Index index;
  private final Spool spool;
  private final ObjectStore store;
  private final InstantSource clock;
  private final ClipManifest manifest;

  public BroadcastRemoval(Index index, Spool spool, ObjectStore store, InstantSource clock) {
    this.index = index;
    this.spool = spool;
    this.store = store;
    this.clock = clock;
    this.manifest = new ClipManifest(index, store, new ManifestKeeper(index, spool, store, clock));
  }

  /** What {@link #run} would do. */
  public RemovalPlan plan(BroadcastRow broadcast) throws StorageException {
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
    ClipCover cover = cover(broadcast.id());
    long[] kept = {0, 0};
    for (TakeRow take : cover.isEmpty() ? List.<TakeRow>of() : takes) {
      forEachPage(
          take,
          page ->
              page.stream()
                  .filter(cover::covers)
                  .forEach(
                      row -> {
                        kept[0]++;
                        kept[1] += row.fileBytes();
                      }));
    }
    return new RemovalPlan(
        broadcast,
        takes.size(),
        segments,
        stored,
        bytes,
        cover.clips(),
        kept[0],
        kept[1],
        obstacle(broadcast));
  }

  private ClipCover cover(String broadcastId) {
    return new ClipCover(index.clips().ofBroadcast(broadcastId));
  }

  private interface PageAction {
    void accept(List<SegmentRow> page) throws StorageException;
  }

  /** Goes through a take's segments in pages; a page may be removed as it is gone through. */
  private void forEachPage(TakeRow take, PageAction action) throws StorageException {
    List<SegmentRow> page = index.segments().ofTake(take.seq(), -1, PAGE);
    while (!page.isEmpty()) {
      action.accept(page);
      page = index.segments().ofTake(take.seq(), last(page).startPosition(), PAGE);
    }
  }

  private static String obstacle(BroadcastRow broadcast) {
    if (broadcast.isLive()) {
      return "it is on air, or its publisher may still come back";
    }
    if (broadcast.state() == BroadcastState.CLIPPED) {
      return "only what its clips keep is left of it: it goes when they go ('aircheck clip rm')";
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
            // If clips keep something of it, the manifest has to say that the rest is gone.
            tx.manifests().changed(broadcastId);
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
    long deleted = 0;
    Optional<BroadcastRow> broadcast = removing(index, broadcastId);
    while (broadcast.isPresent()) { // Else somebody else has finished it.
      ClipCover cover = cover(broadcastId);
      if (!cover.isEmpty()) {
        manifest.before(broadcast.get());
      }
      for (TakeRow take : index.takes().ofBroadcast(broadcastId)) {
        deleted =
            cover.isEmpty()
                ? deleteTake(take, deleted, progress)
                : cutTake(take, cover, deleted, progress);
      }
      boolean ended =
          cover.isEmpty()
              ? endWhole(broadcast.get(), deed, deleted)
              : endClipped(broadcast.get(), cover, deed, deleted);
      broadcast = ended ? Optional.empty() : removing(index, broadcastId);
    }
  }

  private static Optional<BroadcastRow> removing(IndexReads index, String broadcastId) {
    return index
        .broadcasts()
        .find(broadcastId)
        .filter(row -> row.state() == BroadcastState.REMOVING);
  }

  /**
   * Asked after what is there was read and before any of it is deleted: another removal may have
   * ended meanwhile, the show have gone on, and have clips of its new part.
   */
  private boolean isToGo(String broadcastId, ClipCover cover) {
    return index.writeNow(
        tx ->
            removing(tx, broadcastId).isPresent()
                && cover.isOf(tx.clips().ofBroadcast(broadcastId)));
  }

  /** False when it is not to go any more, or not by this. */
  private boolean endWhole(BroadcastRow broadcast, Deed deed, long deleted)
      throws StorageException {
    String id = broadcast.id();
    if (!isToGo(id, ClipCover.NONE)) {
      return false;
    }
    ShowObjects.delete(store, PictureKey.prefix(id));
    store.delete(index.bundles().ofBroadcast(id).stream().map(BundleRow::key).toList());
    ShowObjects.delete(store, ShowObjects.prefix(broadcast));
    boolean removed =
        index.writeNow(
            tx -> {
              boolean there = tx.broadcasts().remove(id);
              if (there) {
                tx.audit().add(line(AuditAction.DELETED, broadcast, deed));
              }
              return there;
            });
    if (removed) {
      log.info("Broadcast {} removed: {} segments", id, deleted);
    }
    return true;
  }

  /** False when a clip went meanwhile, and what it kept is still to go; or it went on. */
  private boolean endClipped(BroadcastRow broadcast, ClipCover cover, Deed deed, long deleted)
      throws StorageException {
    String id = broadcast.id();
    if (!isToGo(id, cover)) {
      return false;
    }
    ShowObjects.delete(store, PictureKey.prefix(id));
    new UnusedBundles(index, store).delete(id, () -> isToGo(id, cover));
    manifest.write(id);
    return index.writeNow(
        tx -> {
          if (!cover.isOf(tx.clips().ofBroadcast(id))) {
            return false;
          }
          if (tx.broadcasts().clipped(id)) {
            BroadcastRow left = tx.broadcasts().find(id).orElseThrow();
            tx.audit().add(line(AuditAction.CUT_TO_CLIPS, left, deed));
            log.info("Broadcast {} removed but for its clips: {} segments", id, deleted);
          }
          return true;
        });
  }

  private AuditRow line(AuditAction action, BroadcastRow row, Deed deed) {
    return AuditRow.of(clock.millis(), deed.who(), action, row, deed.why());
  }

  /** Gives the number of segments deleted so far. */
  private long deleteTake(TakeRow take, long before, LongConsumer progress)
      throws StorageException {
    long[] deleted = {before};
    forEachPage(
        take,
        page -> {
          if (isToGo(take.broadcastId(), ClipCover.NONE)) {
            deleteFiles(take, page);
            index.writeNow(tx -> forget(tx, page)); // As the show may go on after this.
            deleted[0] += page.size();
            progress.accept(deleted[0]);
          }
        });
    if (!isToGo(take.broadcastId(), ClipCover.NONE)) {
      return deleted[0];
    }
    long unknown = ShowObjects.delete(store, ShowObjects.prefix(take));
    if (unknown > 0) {
      log.info("Take {} had {} objects that no row knew of; they are deleted", take.id(), unknown);
    }
    index.writeNow(
        tx -> {
          if (removing(tx, take.broadcastId()).isPresent()) {
            tx.takes().remove(take.seq());
          }
          return null;
        });
    progress.accept(deleted[0]);
    return deleted[0];
  }

  /**
   * Deletes what no clip covers: objects and files first, then the rows, for which gaps come. Gives
   * the number of segments deleted so far.
   */
  private long cutTake(TakeRow take, ClipCover cover, long before, LongConsumer progress)
      throws StorageException {
    long[] deleted = {before};
    Set<Long> kept = new HashSet<>();
    forEachPage(
        take,
        page -> {
          page.stream().filter(cover::covers).forEach(row -> kept.add(row.startPosition()));
          List<SegmentRow> uncovered = page.stream().filter(row -> !cover.covers(row)).toList();
          if (!uncovered.isEmpty() && isToGo(take.broadcastId(), cover)) {
            deleteFiles(take, uncovered);
            index.writeNow(tx -> forget(tx, uncovered));
            deleted[0] += uncovered.size();
            progress.accept(deleted[0]);
          }
        });
    ShowObjects.forEachPage(
        store,
        ShowObjects.prefix(take),
        page -> {
          List<String> unknown =
              page.stream().map(ObjectInfo::key).filter(key -> !isOneOf(kept, key)).toList();
          if (!unknown.isEmpty() && isToGo(take.broadcastId(), cover)) {
            store.delete(unknown);
          }
        });
    return deleted[0];
  }

  private static boolean isOneOf(Set<Long> positions, String key) {
    return SegmentKey.parse(key).filter(k -> positions.contains(k.startPosition())).isPresent();
  }

  /** Of two removals at once each forgets, and notes as gaps, what the other has not. */
  private boolean forget(Transaction tx, List<SegmentRow> uncovered) {
    List<SegmentRow> removed = uncovered.stream().filter(tx.segments()::remove).toList();
    if (removed.isEmpty()) {
      return false;
    }
    SegmentRow last = last(removed);
    Optional<SegmentRow> next = tx.segments().next(last.takeSeq(), last.startPosition());
    RemovedParts.gaps(removed, next, clock.millis()).forEach(tx.gaps()::add);
    return true;
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
