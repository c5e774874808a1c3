package tv.aircheck.index.access;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.access.AccessException.Kind;

/** Where the index is asked about access: two threads while there is something to ask. */
final class GateThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GateThreads.class);

  private static final int THREADS = 2;

  /** A thousand publishers who all come back at once have room. */
  private static final int MOST_WAITING = 4096;

  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          work -> {
            Thread thread = new Thread(work, "access");
            thread.setDaemon(true);
            return thread;
          });

  GateThreads() {
    pool.allowCoreThreadTimeOut(true);
  }

  /** Fails with an {@link AccessException} when too many wait, or the index cannot be asked. */
  <T> CompletableFuture<T> run(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      pool.execute(() -> complete(result, work));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(busy());
    }
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (IndexException e) {
      log.error("The index cannot be asked who may do what: {}", e.getMessage());
      result.completeExceptionally(busy());
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  static AccessException busy() {
    return new AccessException(
        Kind.BUSY, "the server cannot look up now who may do what: try again in some seconds");
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
