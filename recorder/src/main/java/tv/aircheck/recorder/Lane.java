package tv.aircheck.recorder;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another on a pool's threads. A lane that waits for the disk keeps one thread
 * of the pool waiting and no other lane; to its tasks it is as if they had a thread of their own.
 */
final class Lane implements Executor {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** Then the next lane has its turn. */
  private static final int TURN = 64;

  private final Executor pool;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  Lane(Executor pool) {
    this.pool = pool;
  }

  @Override
  public void execute(Runnable task) {
    put(task);
    wake();
  }

  /** For a task that others follow at once: {@link #wake} is called after the last. */
  void put(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
    }
  }

  void wake() {
    synchronized (waiting) {
      if (running || waiting.isEmpty()) {
        return;
      }
      running = true;
    }
    pool.execute(this::turn);
  }

  private void turn() {
    for (int i = 0; i < TURN; i++) {
      Runnable task;
      synchronized (waiting) {
        task = waiting.poll();
        if (task == null) {
          running = false;
          return;
        }
      }
      runAndReport(task);
    }
    pool.execute(this::turn);
  }

  private static void runAndReport(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      log.error("A recorder's task failed, which is a defect; other takes are not concerned", e);
    }
  }
}
