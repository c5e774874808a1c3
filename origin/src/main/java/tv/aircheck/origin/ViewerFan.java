package tv.aircheck.origin;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everybody who watches one channel, by event loop: news costs one task for each loop, not one for
 * each viewer.
 */
final class ViewerFan {
  private final Map<EventLoop, LoopViewers> loops = new ConcurrentHashMap<>();
  private final AtomicInteger viewers = new AtomicInteger();

  /** Somebody is coming: the channel is kept for {@link #add}; {@link #left} in any case. */
  void expect() {
    viewers.incrementAndGet();
  }

  void left() {
    viewers.decrementAndGet();
  }

  void add(EventLoop loop, LiveViewer viewer) {
    loops.computeIfAbsent(loop, LoopViewers::new).add(viewer);
  }

  void remove(EventLoop loop, LiveViewer viewer) {
    loops.get(loop).remove(viewer);
  }

  /** There is something new; any thread, cheap. */
  void signal() {
    for (LoopViewers loop : loops.values()) {
      loop.signal();
    }
  }

  int size() {
    return viewers.get();
  }

  boolean isEmpty() {
    return viewers.get() == 0;
  }
}
