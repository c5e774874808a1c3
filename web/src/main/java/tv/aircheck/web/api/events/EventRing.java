package tv.aircheck.web.api.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last events, for those who were away for a moment. One thread at a time. */
final class EventRing {
  private final int most;
  private final Deque<Event> events = new ArrayDeque<>();
  private long last;

  EventRing(int most) {
    this.most = most;
  }

  /** The number of the newest one, which may have been forgotten since; 0 before there is one. */
  long last() {
    return last;
  }

  void add(Event event) {
    events.addLast(event);
    last = event.number();
    if (events.size() > most) {
      events.removeFirst();
    }
  }

  /** Nothing is remembered any more, and something was not even told. */
  void forget() {
    events.clear();
    last++;
  }

  /**
   * What came after one.
   *
   * @return nothing when it is not known what came after it
   */
  Optional<List<Event>> after(long number) {
    long oldest = events.isEmpty() ? last + 1 : events.getFirst().number();
    if (number > last || number < oldest - 1) {
      return Optional.empty();
    }
    List<Event> after = new ArrayList<>();
    for (Event event : events) {
      if (event.number() > number) {
        after.add(event);
      }
    }
    return Optional.of(after);
  }
}
