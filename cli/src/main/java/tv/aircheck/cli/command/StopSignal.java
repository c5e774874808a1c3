package tv.aircheck.cli.command;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.cli.ExitCode;

/** Waits for SIGTERM or Ctrl-C, and closes what runs before the process goes with status 0. */
final class StopSignal {
  private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

  private StopSignal() {}

  /** From now on a signal closes {@code running}. */
  static void closing(AutoCloseable running) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  int status = ExitCode.DONE;
                  try {
                    running.close();
                  } catch (Exception e) {
                    log.error("The stop was not clean", e);
                    status = ExitCode.FAILED;
                  }
                  // Without it the JVM would end with 143, which a service manager takes for a
                  // failure.
                  Runtime.getRuntime().halt(status);
                },
                "stop"));
  }

  /** Never returns: the process ends by the signal. */
  static void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
