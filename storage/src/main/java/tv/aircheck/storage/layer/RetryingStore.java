package tv.aircheck.storage.layer;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.StoreBusy;

/**
 * Makes a call again that failed for a reason that may pass, a few times, at growing distances. Not
 * the put of a file: it is large, and the ledger of uploads repeats it for as long as it takes, one
 * that does not go after the others; repeated here, both would multiply, and a thread would wait
 * where another segment could go.
 *
 * <p>All calls may be repeated: nothing is overwritten, and what is deleted stays so.
 */
public final class RetryingStore extends StoreLayer {
  private static final double JITTER = 0.5;

  private final RetrySettings settings;
  private final StoreListener listener;

  public RetryingStore(ObjectStore below, RetrySettings settings, StoreListener listener) {
    super(below);
    this.settings = settings;
    this.listener = listener;
  }

  @Override
  protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
    if (call == StoreCall.PUT_FILE || settings.attempts() == 1) {
      return rest.go();
    }
    try {
      return retries(call).get(rest::go);
    } catch (FailsafeException e) {
      throw known(call, e);
    }
  }

  private FailsafeExecutor<Object> retries(StoreCall call) {
    return Failsafe.with(
        RetryPolicy.builder()
            .handleIf(this::mayPass)
            .withMaxAttempts(settings.attempts())
            .withBackoff(settings.firstWait(), settings.lastWait())
            .withDelayFnOn(context -> wish(context.getLastException()), StoreBusy.class)
            .withJitter(JITTER)
            .withMaxDuration(settings.within())
            .onRetry(event -> listener.retried(call))
            .build());
  }

  private boolean mayPass(Throwable e) {
    return e instanceof StorageException known
        && known.kind() == Kind.UNAVAILABLE
        && !(e instanceof StoreBusy busy && busy.retryAfter().compareTo(settings.within()) >= 0)
        && !Thread.currentThread().isInterrupted();
  }

  /** How long the store wants to be left alone; negative, for the usual wait, if it did not say. */
  private Duration wish(Throwable e) {
    Duration wish = e instanceof StoreBusy busy ? busy.retryAfter() : Duration.ZERO;
    if (wish.isZero()) {
      return Duration.ofNanos(-1);
    }
    return wish.multipliedBy(2); // the jitter halves it at most
  }

  private static StorageException known(StoreCall call, FailsafeException e) {
    if (e.getCause() instanceof StorageException known) {
      return known;
    }
    if (e.getCause() instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new StorageException(
          Kind.UNAVAILABLE, "the wait before another " + call + " was broken off", e);
    }
    throw e;
  }
}
