package tv.aircheck.recorder;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.UploadRow;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/**
 * Brings sealed segments to the store, oldest first, a bounded number at once, and tries again for
 * as long as it takes. The ledger in the index is all it remembers: an outage costs no memory, and
 * a restart goes on where it was.
 */
final class Uploader implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Uploader.class);
  private static final long CLOSE_MS = 2_000;

  /** Claimed at once, so that the ledger is asked and changed once for many. */
  private static final int CLAIMED_PER_THREAD = 8;

  private final RecorderParts parts;
  private final UploadSettings settings;
  private final ExecutorService threads;
  private final Semaphore slots;
  private final int enough;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * Uploads whose outcome could not be noted yet; as many at most as there are slots, per outage of
   * the index.
   */
  private final Queue<Broken> broken = new ConcurrentLinkedQueue<>();

  /** The last claim found as many as it had asked for. */
  private volatile boolean more;

  private volatile boolean closed;

  private record Broken(UploadRow row, String words) {}

  /**
   * Uploads that are done, until the next change of the ledger notes them too; between two changes
   * as many at most as there are slots. Forgotten by a crash, they are put again, which changes
   * nothing.
   */
  private final Queue<UploadRow> stored = new ConcurrentLinkedQueue<>();

  Uploader(RecorderParts parts, UploadSettings settings) {
    this.parts = parts;
    this.settings = settings;
    this.threads = Executors.newFixedThreadPool(settings.concurrency(), Threads.named("upload"));
    this.slots = new Semaphore(settings.concurrency() * CLAIMED_PER_THREAD);
    this.enough = slots.availablePermits() / 2;
  }

  /** Before the first {@link #pump}. */
  void start() {
    parts
        .index()
        .writeNow(
            tx -> {
              tx.uploads().releaseAll();
              return null;
            });
  }

  /**
   * Notes what was done since the last time, and begins as many uploads as are due and have a slot,
   * in one change of the ledger. Cheap when there is nothing to do.
   */
  synchronized void pump() {
    noteWhatBroke();
    int free = closed ? 0 : slots.drainPermits();
    List<UploadRow> due = List.of();
    try {
      boolean claims = free > 0 && parts.index().uploads().anyDue(parts.clock().millis());
      if (claims || !stored.isEmpty()) {
        due = changeLedger(claims ? free : 0);
      }
    } finally {
      slots.release(free - due.size());
    }
    more = free > 0 ? due.size() == free : more;
    for (UploadRow row : due) {
      threads.execute(() -> uploadInSlot(row));
    }
  }

  /** Something is under way, or not noted yet: {@link #pump} again. */
  boolean isUploading() {
    return slots.availablePermits() < settings.concurrency() * CLAIMED_PER_THREAD
        || !stored.isEmpty();
  }

  /** Notes what is stored, and claims so many that are due. */
  private List<UploadRow> changeLedger(int claims) {
    List<UploadRow> done = List.copyOf(stored);
    List<UploadRow> removed = new ArrayList<>();
    List<UploadRow> due =
        parts
            .index()
            .writeNow(
                tx -> {
                  removed.clear();
                  for (UploadRow put : done) {
                    if (!tx.uploads().stored(put.takeSeq(), put.startPosition())) {
                      removed.add(put);
                    }
                  }
                  return claims == 0
                      ? List.of()
                      : tx.uploads().claim(claims, parts.clock().millis());
                });
    done.forEach(put -> stored.remove());
    deleteAgain(removed);
    return due;
  }

  /** Their broadcast was removed while they were under way. */
  private void deleteAgain(List<UploadRow> removed) {
    if (removed.isEmpty()) {
      return;
    }
    try {
      parts.store().delete(removed.stream().map(Uploader::key).toList());
    } catch (StorageException e) {
      log.warn(
          "{} segments of a removed broadcast are left in the store: {}",
          removed.size(),
          e.getMessage());
    }
  }

  private void noteWhatBroke() {
    for (Broken next = broken.peek(); next != null; next = broken.peek()) {
      noteFailure(next.row(), next.words());
      broken.remove();
    }
  }

  private void uploadInSlot(UploadRow row) {
    try {
      upload(row);
    } catch (RuntimeException e) {
      log.warn("The upload of {} broke off; it is tried again", key(row), e);
      broken.add(new Broken(row, String.valueOf(e.getMessage())));
    } finally {
      slots.release();
    }
    if (!more || slots.availablePermits() < enough) {
      return;
    }
    try {
      pump();
    } catch (IndexException e) {
      log.warn("Uploads wait for the index: {}", e.getMessage());
    }
  }

  private void upload(UploadRow row) {
    if (closed) {
      return;
    }
    SegmentKey key = TakeKeys.of(row);
    try {
      Path file = parts.spool().sealedPath(key);
      parts.store().putIfAbsent(key.storeKey(), file, row.crc32c());
      stored.add(row);
      parts.listener().uploaded(row.fileBytes());
      if (failing.getAndSet(false)) {
        log.info("The store takes segments again");
      }
    } catch (StorageException e) {
      failed(row, e);
    }
  }

  private void failed(UploadRow row, StorageException e) {
    if (!mayPass(e.kind())) {
      log.error(
          "Segment {} cannot be stored, and somebody has to look at it: {}",
          key(row),
          e.getMessage());
    } else if (!failing.getAndSet(true)) {
      log.warn("The store does not take segments; they wait in the spool: {}", e.getMessage());
    }
    parts.listener().uploadFailed(e);
    noteFailure(row, e.getMessage());
  }

  private void noteFailure(UploadRow row, String words) {
    long next = parts.clock().millis() + settings.waitMs(row.attempts() + 1, parts.random());
    parts
        .index()
        .writeNow(tx -> tx.uploads().failed(row.takeSeq(), row.startPosition(), next, words));
  }

  /** Trouble of the store as a whole, not with this one segment. */
  private static boolean mayPass(StorageException.Kind kind) {
    return switch (kind) {
      case UNAVAILABLE, FULL, DENIED -> true;
      case CORRUPT, NOT_FOUND, INVALID, ARCHIVED -> false;
    };
  }

  private static String key(UploadRow row) {
    return TakeKeys.of(row).storeKey();
  }

  /** Lets what is under way finish for a moment; what does not is tried again at the next start. */
  @Override
  public void close() {
    synchronized (this) { // no pump is under way that would hand the threads more
      closed = true;
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    noteWhatIsStored();
  }

  private synchronized void noteWhatIsStored() {
    try {
      if (!stored.isEmpty()) {
        changeLedger(0);
      }
    } catch (IndexException e) {
      log.warn("{} uploads could not be noted and are repeated: {}", stored.size(), e.getMessage());
    }
  }
}
