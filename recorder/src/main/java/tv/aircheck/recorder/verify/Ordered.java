package tv.aircheck.recorder.verify;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has work done by some threads at once, a bounded number ahead, and hands the results out in the
 * order of the work. One thread uses it.
 */
public final class Ordered<T> implements Closeable {
  private static final int AHEAD_PER_THREAD = 4;

  private final ExecutorService threads;
  private final int most;
  private final Sink<T> sink;
  private final Deque<Future<T>> ahead = new ArrayDeque<>();

  /** Takes results, on the thread that hands the work in. */
  @FunctionalInterface
  public interface Sink<T> {
    void accept(T result) throws IOException;
  }

  public Ordered(int threads, String name, Sink<T> sink) {
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    this.most = threads * AHEAD_PER_THREAD;
    this.sink = sink;
  }

  /** Hands results out first when too much is ahead. */
  public void add(Callable<T> work) throws IOException {
    while (ahead.size() >= most) {
      handOut();
    }
    ahead.add(threads.submit(work));
  }

  /** Waits for all that was handed in. */
  public void drain() throws IOException {
    while (!ahead.isEmpty()) {
      handOut();
    }
  }

  private void handOut() throws IOException {
    try {
      sink.accept(ahead.poll().get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e.getCause() instanceof RuntimeException runtime
          ? runtime
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** What was not handed out is given up. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
