package tv.aircheck.playback;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tv.aircheck.storage.GrowingSegments;

/**
 * Wakes a viewer who has reached the live edge, when there is more. What comes within a moment is
 * waited for together. All methods are called on the event loop.
 */
public final class EdgeWatch {
  private static final long TOGETHER_MS = 100;

  /** For what nobody calls about: a new take, the end of the broadcast. */
  private static final long LOOK_ANYWAY_MS = 500;

  private final GrowingSegments growing;
  private final EventLoop eventLoop;
  private final Runnable wake;

  /** Set by the recorder's thread. */
  private final AtomicBoolean grew = new AtomicBoolean();

  private String takeId = "";
  private GrowingSegments.Watch watch = () -> {};
  private Future<?> timer;

  public EdgeWatch(GrowingSegments growing, EventLoop eventLoop, Runnable wake) {
    this.growing = growing;
    this.eventLoop = eventLoop;
    this.wake = wake;
  }

  /** Calls back once, when the take has grown, or anyway after a while. */
  public void await(String take) {
    if (!take.equals(takeId)) {
      watch.close();
      takeId = take;
      // It may have grown between the look that found nothing and the watch.
      grew.set(true);
      watch = growing.watch(take, this::grew);
    }
    wakeIn(grew.get() ? TOGETHER_MS : LOOK_ANYWAY_MS);
  }

  public boolean isWaiting() {
    return timer != null;
  }

  /** Does not call back any more, until asked again. */
  public void stop() {
    watch.close();
    takeId = "";
    cancelTimer();
  }

  /** On the recorder's thread. */
  private void grew() {
    if (grew.compareAndSet(false, true)) {
      try {
        eventLoop.execute(this::hurry);
      } catch (RejectedExecutionException e) {
        // The event loop is gone, and the viewer with it.
        grew.set(false);
      }
    }
  }

  private void hurry() {
    if (isWaiting()) {
      wakeIn(TOGETHER_MS);
    }
  }

  private void wakeIn(long ms) {
    cancelTimer();
    timer = eventLoop.schedule(this::wake, ms, TimeUnit.MILLISECONDS);
  }

  private void wake() {
    timer = null;
    grew.set(false);
    wake.run();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
