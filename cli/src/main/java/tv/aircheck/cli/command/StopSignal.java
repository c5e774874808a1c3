package tv.aircheck.cli.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.cli.ExitCode;

/** Waits for SIGTERM or Ctrl-C, and closes what runs before the process goes with status 0. */
final class StopSignal {
  private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

  /** Service managers, and people, are promised 5 s. */
  private static final Duration PATIENCE = Duration.ofMillis(4800);

  private StopSignal() {}

  /** From now on a signal closes {@code running}; a stuck disk does not keep the process. */
  static void closing(AutoCloseable running) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
  }

  private static void stop(AutoCloseable running) {
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(() -> close(running), work -> new Thread(work, "close").start());
    int status = ExitCode.FAILED;
    try {
      closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      status = ExitCode.DONE;
    } catch (TimeoutException e) {
      log.error("Not all has stopped after {}; the next start repairs what is open", PATIENCE);
    } catch (ExecutionException | InterruptedException e) {
      log.error("The stop was not clean", e);
    }
    // Without it the JVM would end with 143, which a service manager takes for a failure.
    Runtime.getRuntime().halt(status);
  }

  private static void close(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** Never returns: the process ends by the signal. */
  static void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
