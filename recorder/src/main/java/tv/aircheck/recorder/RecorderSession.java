package tv.aircheck.recorder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.segmenter.CutState;
import tv.aircheck.segmenter.JoinPoint;
import tv.aircheck.segmenter.LogMark;
import tv.aircheck.segmenter.Segmenter;
import tv.aircheck.segmenter.TakeIdentity;
import tv.aircheck.storage.StorageException;

/**
 * The recording of one take. All methods run on its channel's {@link Lane}, one at a time, and may
 * block; none throws: what fails here ends here, and no other take notices.
 *
 * <pre>
 *   OPENING ──▶ RECORDING ◀──▶ WAITING        WAITING: its origin is away, or has yet to be asked
 *      │            │             │
 *      └────────────┴─────────────┴──▶ ENDED | FAILED | PARKED
 * </pre>
 */
final class RecorderSession {
  private static final Logger log = LoggerFactory.getLogger(RecorderSession.class);

  /** All is synced. */
  private static final long NOTHING = Long.MIN_VALUE;

  /**
   * Of the time within which something has to be synced: from then on it is synced along with a
   * write, as the next one may come too late.
   */
  private static final double EARLY = 0.75;

  enum State {
    OPENING,
    RECORDING,
    WAITING,
    /** Sealed and entered in the index: by its origin's word, or because it is lost. */
    ENDED,
    /** Something broke; what was whole is sealed, or left to the next start. */
    FAILED,
    /** The recorder stops; the open file is durable and is gone on with at the next start. */
    PARKED;

    boolean isLast() {
      return compareTo(ENDED) >= 0;
    }
  }

  private final Desk desk;
  private final TakeOpen take;
  private Upstream upstream;
  private Segmenter segmenter;
  private SegmentFiles files;
  private long seq;

  /** Received, and not reported as consumed yet: gathered runs occupy memory until written. */
  private int owed;

  private volatile State state;

  /** Everything before it is safe; -1 as long as that is not known. */
  private volatile long durable = -1;

  /** Since when something that was received has not been synced, by the ticker. */
  private volatile long unsyncedSince = NOTHING;

  private RecorderSession(Desk desk, TakeOpen take, Upstream upstream, State state) {
    this.desk = desk;
    this.take = take;
    this.upstream = upstream;
    this.state = state;
  }

  /** A take that an origin offers; {@link #opened} follows. */
  static RecorderSession offered(Desk desk, TakeOpen take, Upstream upstream) {
    return new RecorderSession(desk, take, upstream, State.OPENING);
  }

  /** A take that the last run left open. */
  static RecorderSession left(Desk desk, TakeOpen take, long seq) {
    RecorderSession session = new RecorderSession(desk, take, Upstream.NONE, State.WAITING);
    session.seq = seq;
    return session;
  }

  /** Before anything else happens to it: the last run left an unfinished segment too. */
  void goOnWith(Salvage.Found found) {
    segmenter = found.segmenter();
    files = found.files();
    durable = segmenter.position();
  }

  /** Any thread. */
  State state() {
    return state;
  }

  /** Everything before it is safe; -1 as long as that is not known. Any thread. */
  long durable() {
    return durable;
  }

  /** The origin offers it, for the first time or again after a break. */
  void opened(TakeOpen offer, Upstream from) {
    upstream = from;
    attempt(
        () -> {
          if (segmenter == null) {
            begin(offer);
          } else {
            goOn(offer);
          }
        });
  }

  private void begin(TakeOpen offer) throws IOException {
    TakeBook.Entry entry = desk.book().open(offer);
    seq = entry.seq();
    if (entry.ended()) {
      upstream.ack(take.takeId(), entry.position());
      become(State.ENDED, "it had ended before");
      return;
    }
    files = new SegmentFiles(desk.spool(), desk.book(), take, seq, this::acknowledge);
    TakeIdentity identity =
        new TakeIdentity(take.takeId(), take.app(), take.name(), take.startedAtMs());
    segmenter = new Segmenter(desk.segments(), identity, files);
    long at = offer.startPosition();
    if (at > entry.position()) {
      GapReason reason = entry.position() == 0 ? GapReason.JOINED_LATE : GapReason.NOT_KEPT;
      noteGap(entry.position(), at, offer.context().highestMs(), reason);
    } else if (at < entry.position()) {
      throw new IllegalStateException(
          "the origin offers it from %d, and it is recorded up to %d"
              .formatted(at, entry.position()));
    }
    segmenter.start(at, joinPoint(offer.context()));
    durable = at;
    become(State.RECORDING, "offered from position " + at + ", broadcast " + entry.broadcastId());
    desk.listener().takeOpened(take.takeId(), entry.position() > 0);
  }

  private void goOn(TakeOpen offer) {
    long at = segmenter.position();
    if (offer.startPosition() != at) {
      throw new IllegalStateException(
          "the origin goes on at %d where %d was wanted".formatted(offer.startPosition(), at));
    }
    Mark last = offer.context().lastMark();
    if (last != null) {
      segmenter.mark(logMark(last));
    }
    become(State.RECORDING, "goes on at position " + at);
    desk.listener().takeOpened(take.takeId(), true);
  }

  void mark(Mark mark) {
    if (state == State.RECORDING) {
      attempt(() -> segmenter.mark(logMark(mark)));
    }
  }

  /** Takes the run over. */
  void data(long position, ByteBuf run) {
    int bytes = run.readableBytes();
    owed += bytes;
    try {
      if (state == State.RECORDING) {
        attempt(() -> segmenter.append(position, run));
        desk.listener().written(bytes);
      } else {
        settle();
      }
    } finally {
      run.release();
    }
  }

  /** Whether runs wait to be written together: {@link #flush} should follow. */
  boolean isGathering() {
    return files != null && files.isGathering();
  }

  /** Writes what is gathered, and syncs if it is about time. */
  void flush() {
    if (isGathering()) {
      attempt(files::flush);
    }
    if (isUnsyncedFor((long) (EARLY * desk.settings().syncEvery().toNanos()))) {
      sync();
    }
  }

  /**
   * Whether something has waited too long to be synced: its publisher sends no more. Any thread.
   */
  boolean isSyncLate() {
    return isUnsyncedFor(desk.settings().syncEvery().toNanos());
  }

  private boolean isUnsyncedFor(long nanos) {
    long since = unsyncedSince;
    return since != NOTHING && desk.ticker().getAsLong() - since >= nanos;
  }

  /** Notes since when something is not synced, and gives credit back for what is written. */
  private void settle() {
    if (files == null || files.isSynced()) {
      unsyncedSince = NOTHING;
    } else if (unsyncedSince == NOTHING) {
      unsyncedSince = desk.ticker().getAsLong();
    }
    if (owed > 0 && !isGathering()) {
      upstream.consumed(owed);
      owed = 0;
    }
  }

  void gap(long from, long to, JoinContext after) {
    if (state == State.RECORDING) {
      attempt(
          () -> {
            segmenter.gap(to, joinPoint(after));
            noteGap(from, to, after.highestMs(), GapReason.NOT_KEPT);
            upstream.ack(take.takeId(), to);
          });
    }
  }

  private void noteGap(long from, long to, long toMs, GapReason reason) {
    desk.book().gap(seq, from, to, toMs, reason);
    desk.listener().gap(take.takeId(), to - from);
    log.warn("Take {}: bytes {} to {} are missing: {}", take.takeId(), from, to, reason);
  }

  /** The origin says that it is complete. */
  void ended(long finalPosition, String reason) {
    if (state != State.RECORDING) {
      return;
    }
    attempt(
        () -> {
          segmenter.end();
          if (segmenter.position() < finalPosition) {
            noteGap(segmenter.position(), finalPosition, -1, GapReason.UNDELIVERED);
          }
          finish(reason);
          upstream.ack(take.takeId(), finalPosition);
        });
  }

  /** The connection to its origin is gone. */
  void disconnected() {
    if (state == State.RECORDING) {
      become(State.WAITING, "the connection to its origin is gone");
    }
  }

  /** Nobody has more of it: what there is gets sealed. */
  void lost(String why) {
    if (state == State.WAITING || state == State.RECORDING) {
      log.info("Take {} ends here: {}", take.takeId(), why);
      attempt(
          () -> {
            if (segmenter != null) {
              segmenter.end();
            }
            finish(OwnEnd.LOST.name());
          });
    }
  }

  /** There is no room for more. */
  void stop() {
    if (!state.isLast()) {
      attempt(
          () -> {
            throw new StorageException(StorageException.Kind.FULL, "the disk is nearly full");
          });
    }
  }

  private void finish(String reason) {
    desk.book().end(seq, reason);
    become(State.ENDED, reason);
    desk.listener().takeEnded(take.takeId(), reason);
  }

  /** Makes durable, and acknowledges, what is written. */
  void sync() {
    unsyncedSince = NOTHING;
    if (files == null || state.isLast() || files.isSynced()) {
      return;
    }
    attempt(
        () -> {
          long began = desk.ticker().getAsLong();
          files.sync();
          desk.listener().synced(desk.ticker().getAsLong() - began);
          acknowledge(segmenter.position());
        });
  }

  /** Everything before the position is safe. */
  void acknowledge(long position) {
    unsyncedSince = NOTHING;
    durable = position;
    upstream.ack(take.takeId(), position);
  }

  /** The recorder stops, the take does not: the next start goes on with the file. */
  void park() {
    sync();
    if (!state.isLast()) {
      attempt(
          () -> {
            if (files != null) {
              files.abandon();
            }
            become(State.PARKED, "the recorder stops");
          });
    }
  }

  /** Something that can break, and then breaks this take alone. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
    settle();
  }

  private void fail(Exception cause) {
    become(State.FAILED, String.valueOf(cause.getMessage()));
    boolean full = cause instanceof StorageException s && s.kind() == StorageException.Kind.FULL;
    OwnEnd end = full ? OwnEnd.SPOOL_FULL : OwnEnd.FAILED;
    String remedy =
        full
            ? "make room on the disk"
            : cause instanceof CorruptFlvException
                ? "its publisher or the relay sent what is not FLV"
                : "see the cause";
    log.error(
        "Take {} of {}/{} is no longer recorded ({}): {}",
        take.takeId(),
        take.app(),
        take.name(),
        end,
        remedy,
        cause);
    desk.listener().takeFailed(take.takeId(), cause);
    try {
      if (files != null) {
        files.abandon();
        desk.salvage().seal(take, seq);
        desk.book().end(seq, end.name());
      }
    } catch (IOException | RuntimeException e) {
      log.error("What is whole of take {} is sealed at the next start", take.takeId(), e);
    }
  }

  private void become(State next, String why) {
    log.info(
        "Take {} of {}/{}: {} -> {}: {}", take.takeId(), take.app(), take.name(), state, next, why);
    state = next;
  }

  private static LogMark logMark(Mark mark) {
    return new LogMark(mark.position(), mark.timestampMs(), mark.wallClockMs());
  }

  private static JoinPoint joinPoint(JoinContext context) throws CorruptFlvException {
    CutState cut = new CutState(context.hasVideo(), context.lastKeyframeMs(), context.highestMs());
    LogMark last = context.lastMark() == null ? null : logMark(context.lastMark());
    return JoinPoint.of(Unpooled.wrappedBuffer(context.headerTags()), cut, last);
  }
}
