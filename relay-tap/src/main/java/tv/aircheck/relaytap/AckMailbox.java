package tv.aircheck.relaytap;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjLongConsumer;

/**
 * Gathers acknowledgements from any thread until the event loop sends them; only the highest of
 * each take counts.
 */
final class AckMailbox {
  private final ConcurrentMap<String, Long> highest = new ConcurrentHashMap<>();
  private final AtomicBoolean pickUpPlanned = new AtomicBoolean();

  /** Whether the caller must plan a pick-up: none is under way. */
  boolean put(String takeId, long position) {
    highest.merge(takeId, position, Math::max);
    return pickUpPlanned.compareAndSet(false, true);
  }

  /** Empties the box. What arrives meanwhile is either taken too or plans another pick-up. */
  void pickUp(ObjLongConsumer<String> acks) {
    pickUpPlanned.set(false);
    for (String takeId : highest.keySet()) {
      Long position = highest.remove(takeId);
      if (position != null) {
        acks.accept(takeId, position);
      }
    }
  }
}
