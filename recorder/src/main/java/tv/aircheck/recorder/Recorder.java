package tv.aircheck.recorder;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.SpoolLimits.Room;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.relaytap.Tap;
import tv.aircheck.relaytap.TapListener;
import tv.aircheck.storage.StorageException;

/**
 * Records every take of the origins it follows: tap → segmenter → spool → index → store. The front
 * door of the module.
 *
 * <p>To stop in one process with the origin: close the origin, which ends its takes; {@link
 * #awaitEnded}; then {@link #close}. What has not ended by then, or lives on in another process, is
 * gone on with by the next start.
 */
public final class Recorder implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);
  private static final Duration REMEMBER_ENDED = Duration.ofHours(24);
  private static final int MOST_REMEMBERED = 1_000;

  /** A thread for each: one that waits for the index or the disk keeps no other waiting. */
  private static final int CHORES = 9;

  /** How often a sync that is late is looked for, in the time within which it is due. */
  private static final int SYNC_LOOKS = 10;

  private static final long LOOK_AT_LEDGER_MS = 10_000;

  private static final Duration PARK_PATIENCE = Duration.ofSeconds(3);

  private final RecorderParts parts;
  private final RecorderSettings settings;
  private final Desk desk;
  private final SpoolKeeper keeper;
  private final Uploader uploader;
  private final OnRecord onRecord = new OnRecord();
  private final List<Tap> taps = new CopyOnWriteArrayList<>();
  private final ExecutorService writers;
  private final Lanes lanes;
  private final ScheduledExecutorService timers =
      Executors.newScheduledThreadPool(CHORES, Threads.named("timer"));
  private final AtomicBoolean closed = new AtomicBoolean();

  private Recorder(RecorderSettings settings, RecorderParts parts) {
    this.parts = parts;
    this.settings = settings;
    TakeBook book =
        new TakeBook(parts.index(), new BroadcastRule(settings.broadcasts()), parts.clock());
    Salvage salvage = new Salvage(parts.spool(), book, settings.segments());
    desk = new Desk(book, parts.spool(), salvage, settings, parts.ticker(), parts.listener());
    keeper = new SpoolKeeper(parts, settings.spool());
    uploader = new Uploader(parts, settings.uploads());
    writers = Executors.newFixedThreadPool(settings.writers(), Threads.named("writer"));
    lanes = new Lanes(writers);
  }

  /**
   * Puts right what the last run left and begins to upload; recording begins with {@link #follow}.
   * One recorder works on a spool at a time: the caller holds the data folder.
   */
  public static Recorder start(RecorderSettings settings, RecorderParts parts) throws IOException {
    Recorder recorder = new Recorder(settings, parts);
    recorder.recover();
    recorder.startChores();
    return recorder;
  }

  private void recover() throws IOException {
    long since = parts.clock().millis() - REMEMBER_ENDED.toMillis();
    for (TakeRow take : parts.index().takes().endedSince(since, MOST_REMEMBERED)) {
      onRecord.remember(take.id(), take.originNode(), TakeBook.position(parts.index(), take));
    }
    for (Recovery.Left left : new Recovery(parts.index(), desk).run()) {
      Feed feed = feed(left.take(), left.session());
      feed.received(left.position());
      feed.away(parts.ticker().getAsLong());
    }
    desk.book().endBroadcasts();
    keeper.check();
    uploader.start();
  }

  private void startChores() {
    BroadcastRemoval removal =
        new BroadcastRemoval(parts.index(), parts.spool(), parts.store(), parts.clock());
    timers.execute(guarded("finishing removals", removal::finishInterrupted));
    long syncMs = settings.syncEvery().toMillis();
    every(Math.max(1, syncMs / SYNC_LOOKS), "syncing", this::syncTheLate);
    every(500, "uploading", uploader::pump);
    every(2_000, "proving what is stored", uploader::prove);
    every(LOOK_AT_LEDGER_MS, "looking at the ledger", this::lookAtLedger);
    every(1_000, "watching origins", this::giveUpOnLostOrigins);
    every(1_000, "watching the disk", this::watchDisk);
    every(2_000, "ending broadcasts", desk.book()::endBroadcasts);
    ManifestKeeper manifests =
        new ManifestKeeper(parts.index(), parts.spool(), parts.store(), parts.clock());
    every(2_000, "writing manifests", manifests::writeDue);
  }

  private void every(long periodMs, String what, Chore chore) {
    // Guarded: nothing comes out of it that would be lost with the future.
    var unused =
        timers.scheduleWithFixedDelay(
            guarded(what, chore), periodMs, periodMs, TimeUnit.MILLISECONDS);
  }

  /** Something done again and again: when it fails, it is tried again. */
  @FunctionalInterface
  private interface Chore {
    void run() throws IOException;
  }

  private Runnable guarded(String what, Chore chore) {
    return () -> {
      try {
        chore.run();
      } catch (IOException | RuntimeException e) {
        if (!closed.get()) {
          log.warn("Trouble {}; it is tried again", what, e);
        }
      }
    };
  }

  /**
   * Records all takes of an origin, for as long as the recorder is open.
   *
   * @param origin makes the tap, not yet started, that tells the given listener; the recorder
   *     starts and closes it
   */
  public void follow(Function<TapListener, Tap> origin) {
    TapUpstream upstream = new TapUpstream();
    Tap tap = origin.apply(inbox(upstream));
    upstream.connect(tap);
    taps.add(tap);
    tap.start();
  }

  /** Where a tap, or a test, hands in what it receives. */
  TapInbox inbox(Upstream upstream) {
    return new TapInbox(onRecord, take -> admit(take, upstream), parts.ticker(), upstream);
  }

  /** Null for a take there is no room for. */
  private Feed admit(TakeOpen take, Upstream upstream) {
    if (!acceptsTakes()) {
      log.error(
          "Take {} of {}/{} is not recorded: {}",
          take.takeId(),
          take.app(),
          take.name(),
          problem().orElse(""));
      return null;
    }
    return feed(take, RecorderSession.offered(desk, take, upstream));
  }

  private Feed feed(TakeOpen take, RecorderSession session) {
    Feed feed =
        new Feed(take, session, lanes.of(take.app(), take.name()), parts.clock(), this::over);
    onRecord.add(feed);
    return feed;
  }

  /** On the feed's lane. */
  private void over(Feed feed) {
    try {
      if (feed.session().state() != RecorderSession.State.PARKED) {
        desk.book()
            .position(feed.takeId())
            .ifPresent(at -> onRecord.remember(feed.takeId(), feed.originNode(), at));
      }
    } catch (IndexException e) {
      // Its origin will offer it from wherever it pleases, and be told then.
      log.warn("How far take {} is recorded cannot be asked now", feed.takeId(), e);
    } finally {
      onRecord.remove(feed);
    }
  }

  /** Most are synced along with a write; these had none of late. */
  private void syncTheLate() {
    onRecord.all().forEach(Feed::syncIfLate);
  }

  private void giveUpOnLostOrigins() {
    long now = parts.ticker().getAsLong();
    for (Feed feed : onRecord.all()) {
      if (feed.isAwayLongerThan(settings.originPatience().toNanos(), now)) {
        feed.execute(
            () -> {
              if (feed.session().state() == RecorderSession.State.WAITING) {
                feed.session().lost("its origin has been away for too long");
              }
            });
      }
    }
  }

  /** For the gauges, and for the pace that 'store status' tells. */
  private void lookAtLedger() throws StorageException {
    long now = parts.clock().millis();
    UploadStatus status = UploadStatus.of(parts.index(), parts.spool(), now);
    parts
        .index()
        .writeNow(
            tx -> {
              tx.uploads().log().waits(now, status.backlog().bytes());
              return null;
            });
    parts.listener().looked(status);
  }

  private void watchDisk() throws StorageException {
    keeper.check();
    if (keeper.room() == Room.NONE) {
      onRecord.all().forEach(feed -> feed.execute(feed.session()::stop));
    }
  }

  /** How many takes are on record, those that wait for their origin included. */
  public int takesOnRecord() {
    return onRecord.all().size();
  }

  /** The takes on record now, by channel. */
  public List<TakeOnRecord> onRecord() {
    return onRecord.all().stream()
        .map(feed -> feed.look(parts.clock().millis()))
        .sorted(Comparator.comparing(TakeOnRecord::channel))
        .toList();
  }

  /** What the disk still allows, as of the last look at it. */
  public SpoolLimits.Room room() {
    return keeper.room();
  }

  /** Whether a new take would be recorded: there is room, and the recorder is not stopping. */
  public boolean acceptsTakes() {
    return keeper.room() == Room.AMPLE && !closed.get();
  }

  /** Why a new take would not be recorded, and what to do; empty when it would. */
  public Optional<String> problem() {
    return closed.get() ? Optional.of("the recorder is stopping") : keeper.problem();
  }

  /** Waits until every take has ended and is sealed; false when some have not after so long. */
  public boolean awaitEnded(Duration patience) throws InterruptedException {
    return onRecord.awaitNone(patience);
  }

  /**
   * Makes what is written durable, leaves open takes to the next start, and stops. Idempotent;
   * within 5 seconds.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    taps.forEach(Tap::close);
    onRecord.all().forEach(feed -> feed.execute(feed.session()::park));
    try {
      if (!onRecord.awaitNone(PARK_PATIENCE)) {
        log.warn("{} takes did not stop in time; the next start repairs them", takesOnRecord());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timers.shutdownNow();
    uploader.close();
    writers.shutdown();
  }
}
