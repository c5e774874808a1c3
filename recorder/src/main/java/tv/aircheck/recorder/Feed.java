package tv.aircheck.recorder;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A take on record as those outside its lane see it: they hand tasks in and never wait. */
final class Feed {
  /** Not away. */
  private static final long PRESENT = Long.MIN_VALUE;

  private final String takeId;
  private final String originNode;
  private final RecorderSession session;
  private final Lane lane;
  private final Consumer<Feed> whenOver;
  private final AtomicBoolean syncing = new AtomicBoolean();
  private boolean over;
  private volatile long received;
  private volatile long awaySinceNanos = PRESENT;

  /**
   * @param whenOver called once on the lane, after the session's last task that mattered
   */
  Feed(TakeNames names, RecorderSession session, Executor pool, Consumer<Feed> whenOver) {
    this.takeId = names.takeId();
    this.originNode = names.originNode();
    this.session = session;
    this.lane = new Lane(pool);
    this.whenOver = whenOver;
  }

  /** What a feed is found by. */
  record TakeNames(String takeId, String originNode) {}

  String takeId() {
    return takeId;
  }

  String originNode() {
    return originNode;
  }

  RecorderSession session() {
    return session;
  }

  void execute(Runnable task) {
    lane.execute(
        () -> {
          task.run();
          if (session.state().isLast() && !over) {
            over = true;
            whenOver.accept(this);
          }
        });
  }

  /** Unless one is waiting already. */
  void sync() {
    if (syncing.compareAndSet(false, true)) {
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
