package tv.aircheck.recorder;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.UploadClaim;
import tv.aircheck.index.UploadRow;
import tv.aircheck.storage.StorageException;

/**
 * Brings sealed segments to the store, the channels in turn and of each the oldest first, a bounded
 * number at once, and tries again for as long as it takes. The ledger in the index is all it
 * remembers: an outage costs no memory, and a restart goes on where it was. What a crash after each
 * step leaves, and the next start does about it:
 *
 * <ol>
 *   <li>claim, in the ledger: a line that says UPLOADING; it is PENDING again
 *   <li>put: an object that the ledger does not know of; the put is repeated, finds it, and changes
 *       nothing
 *   <li>note VERIFIED, or, for what was found there, STORED: done, or to be proven
 *   <li>look at what is STORED and note VERIFIED: done
 * </ol>
 */
final class Uploader implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Uploader.class);
  private static final long CLOSE_MS = 2_000;

  /** Claimed at once, so that the ledger is asked and changed once for many. */
  private static final int CLAIMED_PER_THREAD = 8;

  private final RecorderParts parts;
  private final StoreHealth health;
  private final SegmentUpload upload;
  private final Proofs proofs;
  private final ExecutorService threads;
  private final Semaphore slots;
  private final int allSlots;

  /**
   * Uploads that ended, until the next change of the ledger notes them too; between two changes as
   * many at most as there are slots.
   */
  private final Queue<UploadDone> done = new ConcurrentLinkedQueue<>();

  /** Whose turn was last. */
  private long lastChannel;

  /** The last claim left some behind that are due. */
  private volatile boolean more;

  private volatile boolean closed;

  Uploader(RecorderParts parts, UploadSettings settings) {
    this.parts = parts;
    this.health = new StoreHealth(settings, parts.clock(), parts.random());
    this.upload = new SegmentUpload(parts, settings, health);
    this.proofs = new Proofs(parts, settings, health);
    this.threads = Executors.newFixedThreadPool(settings.concurrency(), Threads.named("upload"));
    this.allSlots = settings.concurrency() * CLAIMED_PER_THREAD;
    this.slots = new Semaphore(allSlots);
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
    parts.index().uploads().log().lastOutage().filter(StoreOutage::lasts).ifPresent(health::resume);
  }

  /**
   * Notes what was done since the last time, and begins as many uploads as are due and have a slot,
   * in one change of the ledger. Cheap when there is nothing to do.
   */
  synchronized void pump() {
    int free = closed ? 0 : slots.drainPermits();
    UploadClaim claim = UploadClaim.NONE;
    try {
      int may = health.mayBegin(free);
      boolean claims = may > 0 && parts.index().uploads().anyDue(parts.clock().millis());
      if (claims || !done.isEmpty() || health.news().isPresent()) {
        claim = changeLedger(claims ? may : 0);
      }
    } finally {
      slots.release(free - claim.rows().size());
    }
    more = free > 0 ? claim.more() : more;
    for (UploadRow row : claim.rows()) {
      health.claimed(row);
      threads.execute(() -> uploadInSlot(row));
    }
  }

  /** Something is under way, or not noted yet: {@link #pump} again. */
  boolean isUploading() {
    return slots.availablePermits() < allSlots || !done.isEmpty();
  }

  /** Whether the store takes nothing, so that waiting for it may take long. */
  boolean isStoreAway() {
    return health.state() == StoreHealth.State.AWAY;
  }

  /** Proves what is stored; on a thread of its own, as it asks the store. */
  void prove() {
    if (!closed) {
      proofs.go();
    }
  }

  /** Notes what is done, and claims so many that are due. */
  private UploadClaim changeLedger(int claims) {
    List<UploadDone> ended = List.copyOf(done);
    Optional<StoreOutage> news = health.news();
    List<UploadDone> unnoted = new ArrayList<>();
    long now = parts.clock().millis();
    UploadClaim claim =
        parts
            .index()
            .writeNow(
                tx -> {
                  unnoted.clear();
                  ended.stream().filter(one -> !one.note().in(tx)).forEach(unnoted::add);
                  notePut(tx, ended, now);
                  news.ifPresent(outage -> note(tx, outage, now));
                  return claims == 0
                      ? UploadClaim.NONE
                      : tx.uploads().claim(claims, now, lastChannel);
                });
    ended.forEach(one -> done.remove());
    news.ifPresent(health::noted);
    if (claims > 0) {
      lastChannel = claim.lastChannel();
    }
    ended.stream()
        .filter(one -> one.alarm() != null && !unnoted.contains(one))
        .forEach(one -> log.error(one.alarm()));
    List<UploadRow> removed =
        unnoted.stream().filter(UploadDone::inStore).map(UploadDone::row).toList();
    if (closed) {
      deleteAgain(removed);
    } else if (!removed.isEmpty()) {
      threads.execute(() -> deleteAgain(removed)); // the store may take its time, and others wait
    }
    return claim;
  }

  private static void notePut(Transaction tx, List<UploadDone> ended, long now) {
    List<UploadDone> put = ended.stream().filter(UploadDone::inStore).toList();
    if (!put.isEmpty()) {
      tx.uploads()
          .log()
          .put(now, put.size(), put.stream().mapToLong(o -> o.row().fileBytes()).sum());
    }
  }

  private static void note(Transaction tx, StoreOutage outage, long now) {
    tx.uploads().log().outage(outage);
    if (!outage.lasts()) {
      tx.uploads().dueAgain(now);
    }
  }

  /** Their broadcast was removed while they were under way. */
  private void deleteAgain(List<UploadRow> removed) {
    if (removed.isEmpty()) {
      return;
    }
    try {
      parts.store().delete(removed.stream().map(row -> TakeKeys.of(row).storeKey()).toList());
    } catch (StorageException e) {
      log.warn(
          "{} segments of a removed broadcast are left in the store: {}",
          removed.size(),
          e.getMessage());
    }
  }

  private void uploadInSlot(UploadRow row) {
    try {
      if (!closed) {
        done.add(upload.run(row));
      }
    } catch (RuntimeException | Error e) { // else the store would count as asked for ever
      log.warn("The upload of {} broke off", TakeKeys.of(row).storeKey(), e);
      done.add(upload.broken(row, e));
    } finally {
      slots.release();
    }
    if (!more || slots.availablePermits() < allSlots / 2) {
      return;
    }
    try {
      pump();
    } catch (IndexException e) {
      log.warn("Uploads wait for the index: {}", e.getMessage());
    }
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
    noteWhatIsDone();
  }

  private synchronized void noteWhatIsDone() {
    try {
      if (!done.isEmpty() || health.news().isPresent()) {
        changeLedger(0);
      }
    } catch (IndexException e) {
      log.warn("{} uploads could not be noted and are repeated: {}", done.size(), e.getMessage());
    }
  }
}
