package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tv.aircheck.index.BroadcastPage;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexFile;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.recorder.DeletedParts;
import tv.aircheck.recorder.GapReason;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolFile;

/**
 * Compares the books: what the index says with itself, with the spool and with what the store
 * lists. Reads no media. Beside a server that records: what looks wrong is looked at again, since
 * it may just have changed.
 */
public final class IndexCheck {
  private static final int PAGE = 500;

  private final Path indexFile;
  private final Index index;
  private final Spool spool;
  private final ObjectStore store;
  private final Consumer<Violation> found;

  /**
   * @param found hears of each contradiction
   */
  public IndexCheck(
      Path indexFile, Index index, Spool spool, ObjectStore store, Consumer<Violation> found) {
    this.indexFile = indexFile;
    this.index = index;
    this.spool = spool;
    this.store = store;
    this.found = found;
  }

  /**
   * @param progress gets the number of segments gone over
   */
  public void run(LongConsumer progress) throws IOException {
    for (String fault : IndexFile.faults(indexFile)) {
      found.accept(new Violation(Invariant.DATABASE_SOUND, indexFile.toString(), fault));
    }
    long over = 0;
    String cursor = null;
    do {
      BroadcastPage page = index.broadcasts().kept(null, cursor, PAGE);
      for (BroadcastRow broadcast : page.rows()) {
        List<TakeRow> takes = index.takes().ofBroadcast(broadcast.id());
        check(broadcast, takes);
        index.clips().ofBroadcast(broadcast.id()).forEach(this::check);
        for (TakeRow take : takes) {
          over = check(take, over, progress);
        }
      }
      cursor = page.next();
    } while (cursor != null);
    checkObjects();
    checkSpool();
  }

  private void check(BroadcastRow broadcast, List<TakeRow> takes) throws IOException {
    boolean open = takes.stream().anyMatch(TakeRow::isOpen);
    if (takes.isEmpty() || !takes.get(0).id().equals(broadcast.id())) {
      String first = takes.isEmpty() ? "none" : takes.get(0).id();
      found.accept(
          new Violation(Invariant.BROADCAST_ENDS, broadcast.id(), "its first take is " + first));
    }
    if (open && broadcast.state() == BroadcastState.ENDED && isStillSo(broadcast)) {
      found.accept(
          new Violation(
              Invariant.BROADCAST_ENDS, broadcast.id(), "it has ended, and a take of it is open"));
    }
    var manifest = index.manifests().find(broadcast.id());
    if (manifest.isPresent() && manifest.get().revision() > 0) {
      String key = ManifestKeeper.keyOf(broadcast).manifest(manifest.get().revision()).storeKey();
      if (store.head(key).isEmpty()) {
        found.accept(new Violation(Invariant.MANIFEST_THERE, key, "it is not in the store"));
      }
    }
  }

  private void check(ClipRow clip) {
    for (ClipRange range : clip.ranges()) {
      for (GapRow gap : index.gaps().ofTake(range.takeSeq())) {
        boolean removed = gap.reason().equals(GapReason.REMOVED.name());
        if (removed && range.covers(gap.fromPosition(), gap.toPosition())) {
          found.accept(
              new Violation(
                  Invariant.CLIP_WHOLE,
                  clip.id(),
                  "bytes %d to %d of %s were removed"
                      .formatted(gap.fromPosition(), gap.toPosition(), clip.broadcastId())));
        }
      }
    }
  }

  private boolean isStillSo(BroadcastRow broadcast) {
    return index
            .broadcasts()
            .find(broadcast.id())
            .filter(row -> row.state() == BroadcastState.ENDED)
            .isPresent()
        && index.takes().ofBroadcast(broadcast.id()).stream().anyMatch(TakeRow::isOpen);
  }

  private long check(TakeRow listed, long before, LongConsumer progress) throws IOException {
    // Gaps first: one that comes meanwhile is behind all segments that are read.
    TakeRow take = index.takes().find(listed.seq()).orElse(listed);
    TakeBooks books = new TakeBooks(take, index.gaps().ofTake(take.seq()));
    TakeObjects objects = new TakeObjects(index, store, take, -1);
    long over = before;
    List<SegmentRow> page = index.segments().ofTake(take.seq(), -1, PAGE);
    while (!page.isEmpty()) {
      for (SegmentRow row : page) {
        books.add(row);
        check(take, row, objects);
        progress.accept(++over);
      }
      page = index.segments().ofTake(take.seq(), last(page).startPosition(), PAGE);
    }
    // One that is being recorded changes while it is read.
    if (!take.isOpen()) {
      books.violations().forEach(found);
    }
    return over;
  }

  private void check(TakeRow take, SegmentRow row, TakeObjects objects) throws IOException {
    SegmentKey key = TakeKeys.of(take, row.startPosition());
    ObjectInfo object = objects.at(row.startPosition());
    Optional<UploadRow> line = index.uploads().find(row.takeSeq(), row.startPosition());
    if (line.isEmpty()) {
      found.accept(
          new Violation(Invariant.LEDGER_COMPLETE, key.storeKey(), "it has no ledger line"));
      return;
    }
    UploadState state = line.get().state();
    if (!state.isInStore()) {
      if (object == null && !Files.exists(spool.sealedPath(key))) {
        found.accept(
            new Violation(
                Invariant.WAITING_IS_THERE,
                key.storeKey(),
                "it is neither in the spool nor stored"));
      }
    } else if (object == null) {
      found.accept(
          new Violation(Invariant.STORED_IS_THERE, key.storeKey(), "it is not in the store"));
    } else if (object.bytes() != row.fileBytes()) {
      found.accept(
          new Violation(
              Invariant.STORED_IS_THERE,
              key.storeKey(),
              "it has %d bytes instead of %d".formatted(object.bytes(), row.fileBytes())));
    }
  }

  private void checkObjects() throws IOException {
    StoreWalk objects = new StoreWalk(store, "segments/");
    for (ObjectInfo object = objects.next(); object != null; object = objects.next()) {
      Optional<SegmentKey> key = SegmentKey.parse(object.key());
      if (key.isPresent() && !isKnown(key.get().takeId(), key.get().startPosition())) {
        boolean removed = index.removedTakes().contains(key.get().takeId());
        found.accept(
            new Violation(
                Invariant.OBJECT_KNOWN,
                object.key(),
                removed
                    ? "its take was removed: 'aircheck store gc'"
                    : "no row refers to it: 'aircheck index rebuild --from-store' takes it up"));
      }
    }
  }

  private void checkSpool() throws IOException {
    for (SpoolFile file : spool.sealed()) {
      if (!isKnown(file.takeId(), file.startPosition()) && Files.exists(file.path())) {
        boolean deleted = DeletedParts.of(index, file.takeId()).has(file.startPosition());
        found.accept(
            new Violation(
                Invariant.FILE_KNOWN,
                file.path().toString(),
                deleted
                    ? "it was deleted from the archive: the next start of the server deletes it"
                    : "no row refers to it: the next start of the server enters it"));
      }
    }
  }

  private boolean isKnown(String takeId, long startPosition) {
    return index
        .takes()
        .find(takeId)
        .flatMap(take -> index.segments().atPosition(take.seq(), startPosition))
        .filter(row -> row.startPosition() == startPosition)
        .isPresent();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
