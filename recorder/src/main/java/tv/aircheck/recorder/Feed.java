package tv.aircheck.recorder;

import io.netty.buffer.ByteBuf;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tv.aircheck.relay.Mark;
import tv.aircheck.relay.RecentMarks;
import tv.aircheck.relay.TakeOpen;

/** A take on record as those outside its lane see it: they hand tasks in and never wait. */
final class Feed {
  /** Not away. */
  private static final long PRESENT = Long.MIN_VALUE;

  private final TakeOpen take;
  private final RecorderSession session;
  private final Lane lane;
  private final InstantSource clock;
  private final Consumer<Feed> whenOver;
  private final RecentMarks pace = new RecentMarks();
  private final AtomicBoolean syncing = new AtomicBoolean();
  private boolean over;

  /** A flush waits in the lane. */
  private boolean flushing;

  private volatile long received;
  private volatile long awaySinceNanos = PRESENT;

  /**
   * @param whenOver called once on the lane, after the session's last task that mattered
   */
  Feed(
      TakeOpen take,
      RecorderSession session,
      Lane lane,
      InstantSource clock,
      Consumer<Feed> whenOver) {
    this.take = take;
    this.session = session;
    this.lane = lane;
    this.clock = clock;
    this.whenOver = whenOver;
  }

  String takeId() {
    return take.takeId();
  }

  String originNode() {
    return take.originNode();
  }

  RecorderSession session() {
    return session;
  }

  void execute(Runnable task) {
    put(task);
    lane.wake();
  }

  private void put(Runnable task) {
    lane.put(
        () -> {
          task.run();
          if (session.state().isLast() && !over) {
            over = true;
            whenOver.accept(this);
          }
        });
  }

  /** {@link #wake} follows. */
  void mark(Mark mark) {
    pace.add(mark, clock.millis());
    put(() -> session.mark(mark));
  }

  /**
   * Takes the run over. It is written once all that waits in the lane by then has been gathered.
   * {@link #wake} follows.
   */
  void data(long position, ByteBuf run) {
    put(
        () -> {
          session.data(position, run);
          if (session.isGathering() && !flushing) {
            flushing = true;
            put(this::flush);
          }
        });
  }

  private void flush() {
    flushing = false;
    session.flush();
  }

  /** After the last mark or run of those that came together: one wake-up for all of them. */
  void wake() {
    lane.wake();
  }

  /** As it stands now. */
  TakeOnRecord look(long nowMs) {
    long durable = session.durable();
    return new TakeOnRecord(
        take.takeId(),
        take.app() + "/" + take.name(),
        take.originNode(),
        take.startedAtMs(),
        session.state().name(),
        received,
        durable < 0 ? take.startPosition() : durable, // not yet open: nothing of it is safe
        pace.bitsPerSecond(received, nowMs),
        pace.keyframeIntervalMs());
  }

  /** Once for each time that it is late. */
  void syncIfLate() {
    if (session.isSyncLate() && syncing.compareAndSet(false, true)) {
      execute(
          () -> {
            syncing.set(false);
            session.sync();
          });
    }
  }

  /** Position up to which the log has arrived; much of it may still wait in the lane. */
  long received() {
    return received;
  }

  void received(long position) {
    received = position;
  }

  /** Its origin is not there. */
  void away(long nowNanos) {
    awaySinceNanos = nowNanos;
  }

  void present() {
    awaySinceNanos = PRESENT;
  }

  /** Whether its origin has been away for longer than so many nanoseconds. */
  boolean isAwayLongerThan(long nanos, long nowNanos) {
    long since = awaySinceNanos;
    return since != PRESENT && nowNanos - since > nanos;
  }
}
