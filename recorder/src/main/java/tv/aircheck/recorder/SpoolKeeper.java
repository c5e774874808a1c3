package tv.aircheck.recorder;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.Index;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.recorder.SpoolLimits.Room;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolFile;
import tv.aircheck.storage.SpoolUsage;
import tv.aircheck.storage.StorageException;

/**
 * Keeps the spool within its limits: evicts what the store has, and says what room there is. One
 * thread.
 */
final class SpoolKeeper {
  private static final Logger log = LoggerFactory.getLogger(SpoolKeeper.class);

  /** Takes' ids sort by the time they began. */
  private static final Comparator<SpoolFile> OLDEST_FIRST =
      Comparator.comparing(SpoolFile::takeId).thenComparingLong(SpoolFile::startPosition);

  private final Index index;
  private final Spool spool;
  private final SpoolLimits limits;
  private final RecorderListener listener;
  private volatile Room room = Room.AMPLE;

  SpoolKeeper(Index index, Spool spool, SpoolLimits limits, RecorderListener listener) {
    this.index = index;
    this.spool = spool;
    this.limits = limits;
    this.listener = listener;
  }

  /** As of the last {@link #check}. Any thread. */
  Room room() {
    return room;
  }

  void check() throws StorageException {
    SpoolUsage usage = spool.usage();
    long excess = limits.excess(usage.bytes(), usage.freeBytes());
    if (excess > 0) {
      evict(excess);
      usage = spool.usage();
    }
    become(limits.room(usage.freeBytes()), usage.freeBytes());
  }

  private void become(Room next, long freeBytes) {
    if (next == room) {
      return;
    }
    room = next;
    long freeMib = freeBytes >> 20;
    switch (next) {
      case AMPLE ->
          log.info("The disk has room again ({} MiB free): new takes are recorded", freeMib);
      case SCARCE ->
          log.error("The disk is nearly full ({} MiB free): new takes are not recorded", freeMib);
      case NONE -> log.error("The disk is full ({} MiB free): recording stops; make room", freeMib);
    }
  }

  private void evict(long excess) throws StorageException {
    List<SpoolFile> files = spool.sealed().stream().sorted(OLDEST_FIRST).toList();
    Map<String, Optional<TakeRow>> takes = new HashMap<>();
    long freed = 0;
    for (SpoolFile file : files) {
      if (freed >= excess) {
        break;
      }
      Optional<TakeRow> take = takes.computeIfAbsent(file.takeId(), id -> index.takes().find(id));
      Optional<UploadRow> upload =
          take.flatMap(row -> index.uploads().find(row.seq(), file.startPosition()));
      if (upload.isPresent() && upload.get().state() == UploadState.VERIFIED) {
        SegmentKey key = TakeKeys.of(upload.get());
        spool.delete(key);
        freed += upload.get().fileBytes();
      }
    }
    if (freed > 0) {
      listener.evicted(freed);
      log.info("{} MiB of segments that the store has left the spool", freed >> 20);
    }
  }
}
