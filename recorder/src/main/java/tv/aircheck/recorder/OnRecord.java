package tv.aircheck.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tv.aircheck.relay.Held;

/**
 * The takes on record, and those that were lately: an origin that comes back has to be told where
 * each of both stands, or it would send it anew. Any thread; nothing here waits for the disk.
 */
final class OnRecord {
  private static final int REMEMBERED = 4_096;

  /** Of a take whose origin is not in the index, since that was rebuilt. */
  static final String UNKNOWN_ORIGIN = "";

  private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
  private final Map<String, Over> over =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Over> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();

  private record Over(String originNode, long position) {}

  void add(Feed feed) {
    feeds.put(feed.takeId(), feed);
    synchronized (over) {
      over.remove(feed.takeId());
    }
  }

  /** Null when it is not on record. */
  Feed find(String takeId) {
    return feeds.get(takeId);
  }

  Collection<Feed> all() {
    return feeds.values();
  }

  void remove(Feed feed) {
    feeds.remove(feed.takeId(), feed);
    lock.lock();
    try {
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** It is over, and recorded up to the position. */
  void remember(String takeId, String originNode, long position) {
    synchronized (over) {
      over.put(takeId, new Over(originNode, position));
    }
  }

  /** What an origin is told after it is connected. */
  List<Held> held(String originNode) {
    List<Held> held = new ArrayList<>();
    for (Feed feed : feeds.values()) {
      if (isFrom(originNode, feed.originNode())) {
        held.add(new Held(feed.takeId(), feed.received()));
      }
    }
    synchronized (over) {
      over.forEach(
          (takeId, last) -> {
            if (isFrom(originNode, last.originNode()) && !feeds.containsKey(takeId)) {
              held.add(new Held(takeId, last.position()));
            }
          });
    }
    return held;
  }

  private static boolean isFrom(String originNode, String noted) {
    return noted.equals(originNode) || noted.equals(UNKNOWN_ORIGIN);
  }

  /** Waits until nothing is on record; false when something still is after so long. */
  boolean awaitNone(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (!feeds.isEmpty() && left > 0) {
        left = fewer.awaitNanos(left);
      }
      return feeds.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
