package tv.aircheck.origin;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The viewers of one channel that live on one event loop: served together, at once when the last
 * time is {@value #PACE_MS} ms ago, else then. What comes close together costs one turn, and who
 * comes alone does not wait.
 */
@SuppressWarnings("FutureReturnValueIgnored") // serving reports nothing
final class LoopViewers {
  private static final Logger log = LoggerFactory.getLogger(LoopViewers.class);

  private static final long PACE_MS = 20;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(PACE_MS);

  /** Also without news: for those who wait for a publisher, or for the first keyframe. */
  private static final long IDLE_MS = 200;

  private final EventLoop loop;
  private final AtomicBoolean pending = new AtomicBoolean();

  /** By the loop's ticker. */
  private volatile long servedNanos;

  private final List<LiveViewer> viewers = new ArrayList<>();
  private Future<?> timer;

  LoopViewers(EventLoop loop) {
    this.loop = loop;
    this.servedNanos = loop.ticker().nanoTime();
  }

  void add(LiveViewer viewer) {
    loop.execute(
        () -> {
          viewers.add(viewer);
          if (timer == null) {
            timer =
                loop.scheduleWithFixedDelay(this::serve, IDLE_MS, IDLE_MS, TimeUnit.MILLISECONDS);
          }
          viewer.pull();
        });
  }

  void remove(LiveViewer viewer) {
    loop.execute(
        () -> {
          viewers.remove(viewer);
          if (viewers.isEmpty() && timer != null) {
            timer.cancel(false);
            timer = null;
          }
        });
  }

  void signal() {
    if (!pending.compareAndSet(false, true)) {
      return;
    }
    long since = loop.ticker().nanoTime() - servedNanos;
    if (since >= PACE_NANOS) {
      loop.execute(this::news);
    } else {
      loop.schedule(this::news, PACE_NANOS - since, TimeUnit.NANOSECONDS);
    }
  }

  private void news() {
    servedNanos = loop.ticker().nanoTime();
    pending.set(false);
    serve();
  }

  private void serve() {
    // By index: a viewer that ends is removed by a task of its own, later.
    for (int i = 0; i < viewers.size(); i++) {
      try {
        viewers.get(i).pull();
      } catch (RuntimeException e) {
        log.error("A live viewer could not be served and gets nothing more", e);
        viewers.get(i).close();
      }
    }
  }
}
