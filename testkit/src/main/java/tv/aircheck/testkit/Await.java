package tv.aircheck.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Waits for something that another thread or process does. Tests never sleep a fixed time: they say
 * what they wait for, and fail with those words.
 */
public final class Await {
  public static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long POLL_MS = 5;

  private Await() {}

  /** Waits up to {@link #PATIENCE} until the condition holds. */
  public static void until(String what, Callable<Boolean> condition) {
    until(what, PATIENCE, condition);
  }

  public static void until(String what, Duration patience, Callable<Boolean> condition) {
    value(what, patience, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  /** Waits until there is a value, and returns it. */
  public static <T> T value(String what, Callable<Optional<T>> source) {
    return value(what, PATIENCE, source);
  }

  /** An exception from the source ends the wait: it is a failure, not "not yet". */
  public static <T> T value(String what, Duration patience, Callable<Optional<T>> source) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> value = ask(what, source);
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError("waited " + patience.toMillis() + " ms in vain until " + what);
      }
      pause(what);
    }
  }

  /** Waits until the assertions hold; on time-out the last failure is thrown as it is. */
  public static void asserted(Runnable assertions) {
    asserted(PATIENCE, assertions);
  }

  public static void asserted(Duration patience, Runnable assertions) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        assertions.run();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() - deadline >= 0) {
          throw notYet;
        }
      }
      pause("the assertions hold");
    }
  }

  private static <T> Optional<T> ask(String what, Callable<Optional<T>> source) {
    try {
      return source.call();
    } catch (Exception e) {
      throw new AssertionError("failed while waiting until " + what, e);
    }
  }

  private static void pause(String what) {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting until " + what, e);
    }
  }
}
