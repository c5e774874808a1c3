package tv.aircheck.origin;

import java.util.HashMap;
import java.util.Map;

/**
 * How far each durable group has acknowledged a log: what lies behind the slowest is held. Guarded
 * by the log.
 */
final class Holds {
  private final Map<String, Long> acknowledged = new HashMap<>();

  /** Holds from {@code position} on, unless the group has a hold already. */
  void hold(String group, long position) {
    acknowledged.putIfAbsent(group, position);
  }

  void acknowledge(String group, long position) {
    acknowledged.merge(group, position, Math::max);
  }

  void drop(String group) {
    acknowledged.remove(group);
  }

  boolean isEmpty() {
    return acknowledged.isEmpty();
  }

  /** How far the group is, -1 if it holds nothing. */
  long of(String group) {
    return acknowledged.getOrDefault(group, -1L);
  }

  /**
   * The position from which on somebody wants the log; {@code otherwise} if nobody holds anything.
   */
  long slowest(long otherwise) {
    long slowest = otherwise;
    for (long position : acknowledged.values()) {
      slowest = Math.min(slowest, position);
    }
    return slowest;
  }
}
