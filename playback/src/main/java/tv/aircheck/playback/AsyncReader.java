package tv.aircheck.playback;

import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import tv.aircheck.storage.StorageException;

/**
 * Runs a reader's blocking steps on a pool, one at a time, and hands their results to an event
 * loop. A seek makes whatever is under way stale: its result is dropped, and however many seeks
 * come meanwhile, only the last is carried out. All methods are called on the event loop.
 */
public final class AsyncReader {
  private static final long NOWHERE = -1;

  /** Gets the result of a step, on the event loop. */
  public interface Sink {
    /** The sink releases what the step holds. */
    void step(Step step);

    /** The step failed; ask again, or not. */
    void failed(Exception why);
  }

  private final BroadcastReader reader;
  private final Executor pool;
  private final EventLoop eventLoop;
  private final Sink sink;

  private int generation;
  private long seekTo = NOWHERE;
  private boolean running;
  private ReadLimit wanted;

  public AsyncReader(BroadcastReader reader, Executor pool, EventLoop eventLoop, Sink sink) {
    this.reader = reader;
    this.pool = pool;
    this.eventLoop = eventLoop;
    this.sink = sink;
  }

  /** The next step will be from there. */
  public void seek(long offsetMs) {
    generation++;
    seekTo = offsetMs;
    wanted = null;
  }

  /** Asks for a step; not while {@link #isBusy}. */
  public void next(ReadLimit limit) {
    wanted = limit;
    start();
  }

  /** A step was asked for and has not come. */
  public boolean isBusy() {
    return wanted != null;
  }

  /** No result comes any more. */
  public void close() {
    generation++;
    wanted = null;
  }

  private void start() {
    if (running || wanted == null) {
      return;
    }
    running = true;
    long target = seekTo;
    seekTo = NOWHERE;
    int current = generation;
    ReadLimit limit = wanted;
    try {
      pool.execute(() -> run(current, target, limit));
    } catch (RejectedExecutionException e) {
      done(current, target, null, e);
    }
  }

  private void run(int current, long target, ReadLimit limit) {
    Step step = null;
    Exception failure = null;
    try {
      if (target != NOWHERE) {
        reader.seek(target);
      }
      step = reader.next(limit);
    } catch (StorageException | RuntimeException e) {
      failure = e;
    } catch (Error e) { // Out of memory, say: the viewer must not wait for ever.
      failure = new IllegalStateException("a read failed: " + e, e);
    }
    Step result = step;
    Exception why = failure;
    try {
      eventLoop.execute(() -> done(current, target, result, why));
    } catch (RejectedExecutionException e) {
      // The event loop is gone, and the viewer with it.
      release(result);
    }
  }

  private void done(int current, long target, Step step, Exception failure) {
    running = false;
    if (current != generation) {
      release(step);
      start();
      return;
    }
    wanted = null;
    if (failure == null) {
      sink.step(step);
    } else {
      seekTo = target;
      sink.failed(failure);
    }
  }

  private static void release(Step step) {
    if (step instanceof Step.Tags tags) {
      tags.run().release();
    }
  }
}
