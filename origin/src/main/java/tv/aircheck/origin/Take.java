package tv.aircheck.origin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tv.aircheck.relay.EndReason;
import tv.aircheck.relay.OpenedBy;

/**
 * One publish session, or a part of one that went on for very long: who it is, and its log.
 * Thread-safe.
 */
final class Take {
  /**
   * Who a take is; {@code previousTakeId} is the take whose publisher goes on in this one, or null.
   */
  record Identity(
      String id,
      String app,
      String name,
      long startedAtMs,
      OpenedBy openedBy,
      String previousTakeId) {
    String channel() {
      return app + "/" + name;
    }
  }

  /** The take in which the same publisher went on; its 0 was {@code atMs} here. */
  record Next(Take take, long atMs) {}

  private final Identity identity;
  private final TakeLog log;
  private final List<TakeWatch> watches = new CopyOnWriteArrayList<>();
  private volatile EndReason ended;
  private volatile Next next;
  private volatile long endedTickMs;

  Take(Identity identity, TakeLog log) {
    this.identity = identity;
    this.log = log;
  }

  Identity identity() {
    return identity;
  }

  String id() {
    return identity.id();
  }

  TakeLog log() {
    return log;
  }

  /** Why it ended; null while it goes on. The log is complete when this is not null. */
  EndReason ended() {
    return ended;
  }

  /** When it ended, by the ticker. */
  long endedTickMs() {
    return endedTickMs;
  }

  Next next() {
    return next;
  }

  /** Before {@link #end}, so that whoever sees the end sees where it goes on. */
  void continueIn(Take take, long atMs) {
    next = new Next(take, atMs);
  }

  /** The appender has finished; everybody who waits is woken. */
  void end(EndReason reason, long tickMs) {
    endedTickMs = tickMs;
    ended = reason;
    for (TakeWatch watch : watches) {
      watch.fire();
    }
  }

  void watch(TakeWatch watch) {
    watches.add(watch);
  }

  void unwatch(TakeWatch watch) {
    watches.remove(watch);
  }

  /** The log has grown to {@code end}: wakes those who waited for so much. Once per read turn. */
  void grown(long end) {
    for (TakeWatch watch : watches) {
      watch.grown(end);
    }
  }
}
