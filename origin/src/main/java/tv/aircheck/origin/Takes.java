package tv.aircheck.origin;

import com.github.f4b6a3.ulid.Ulid;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tv.aircheck.relay.OpenedBy;

/**
 * All takes this origin has bytes of: those on air, and those that ended and are not safe yet.
 * Thread-safe.
 */
final class Takes {
  private static final int ULID_RANDOM_BYTES = 10;

  private final World world;
  private final OriginListener listener;
  private final WindowBudget budget;
  private final Map<String, Take> takes = new ConcurrentHashMap<>();
  private final Groups groups;
  private final List<Consumer<Take>> openings = new CopyOnWriteArrayList<>();
  private long lastIdMs;

  Takes(OriginSettings settings, World world, OriginListener listener) {
    this.world = world;
    this.listener = listener;
    this.budget = new WindowBudget(settings.window());
    this.groups = new Groups(settings.groups());
  }

  Take open(String app, String name, OpenedBy openedBy, String previousTakeId) {
    long now = world.nowMs();
    Take.Identity identity =
        new Take.Identity(newId(now), app, name, now, openedBy, previousTakeId);
    String id = identity.id();
    TakeLog log = new TakeLog(budget, bytes -> listener.windowLost(identity.channel(), id, bytes));
    Take take = new Take(identity, log);
    groups.wanting(app, name).forEach(group -> log.hold(group, 0));
    if (budget.hasTooManyEnded()) {
      forgetOldestEnded();
    }
    takes.put(id, take);
    openings.forEach(opening -> opening.accept(take));
    return take;
  }

  /** Ids rise in the order of the takes, also when the wall clock is set back. */
  private synchronized String newId(long nowMs) {
    lastIdMs = Math.max(nowMs, lastIdMs + 1);
    byte[] random = new byte[ULID_RANDOM_BYTES];
    world.random().nextBytes(random);
    return new Ulid(lastIdMs, random).toString();
  }

  Groups groups() {
    return groups;
  }

  Take get(String id) {
    return takes.get(id);
  }

  Collection<Take> all() {
    return takes.values();
  }

  /** Told of every take that opens, on the publisher's event loop. */
  void onOpen(Consumer<Take> opening) {
    openings.add(opening);
  }

  void offOpen(Consumer<Take> opening) {
    openings.remove(opening);
  }

  /** Forgets what all have, and what the limits do not allow to keep. */
  void sweep() {
    long now = world.tickMs();
    for (String group : groups.forgetAwaySince(now - budget.timeMs())) {
      takes.values().forEach(take -> take.log().dropHold(group));
    }
    for (Take take : takes.values()) {
      if (take.ended() == null) {
        continue;
      }
      take.log().trim(now);
      boolean tooOld = now - take.endedTickMs() > budget.timeMs();
      if (take.log().drained() || take.log().isEmpty() || tooOld) {
        lose(take);
      }
    }
    listener.windowBytes(budget.bytes(), budget.mostBytes());
  }

  /** Publishers that come and go while recorders are away: what they left longest ago is lost. */
  private void forgetOldestEnded() {
    takes.values().stream()
        .filter(take -> take.ended() != null)
        .min(Comparator.comparingLong(Take::endedTickMs))
        .ifPresent(this::lose);
  }

  /** Whoever still waits for some of it is told of the hole; so is who watches this node. */
  private void lose(Take take) {
    long waitedFor = take.log().unacknowledged();
    if (waitedFor > 0) {
      listener.windowLost(take.identity().channel(), take.id(), waitedFor);
    }
    forget(take);
  }

  private void forget(Take take) {
    if (takes.remove(take.id()) != null) {
      take.log().close();
    }
  }

  /** What bounds the memory of all logs. */
  WindowBudget budget() {
    return budget;
  }

  /** How much of one take may be kept now, for a publisher that can wait. */
  long waitingLimit() {
    return budget.waitingLimit();
  }

  /** True when nothing waits for a group any more. */
  boolean drained() {
    return takes.values().stream().allMatch(take -> take.log().drained());
  }

  /** Frees every log; those whose publisher is still there follow when it has gone. */
  void close() {
    takes.values().forEach(this::forget);
  }
}
