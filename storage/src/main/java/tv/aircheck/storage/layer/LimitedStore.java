package tv.aircheck.storage.layer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/**
 * Bounds how many calls are under way. What looks and what changes have places of their own, so
 * that a backlog of uploads does not keep viewers waiting. Who finds no place waits for one, in the
 * order of asking.
 */
public final class LimitedStore extends StoreLayer {
  private final Semaphore reads;
  private final Semaphore writes;
  private final Duration patience;

  /** Who has waited longer than the limits' patience is told that the store does not keep up. */
  public LimitedStore(ObjectStore below, StoreLimits limits) {
    super(below);
    this.reads = new Semaphore(limits.reads(), true);
    this.writes = new Semaphore(limits.writes(), true);
    this.patience = limits.patience();
  }

  @Override
  protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
    Semaphore places = call.changes() ? writes : reads;
    enter(places, call);
    try {
      return rest.go();
    } finally {
      places.release();
    }
  }

  private void enter(Semaphore places, StoreCall call) throws StorageException {
    try {
      if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StorageException(
            Kind.UNAVAILABLE,
            "the store does not keep up: no place for a "
                + call
                + " in "
                + patience.toSeconds()
                + " s; it is slow, or store.limits are low");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          Kind.UNAVAILABLE, "the wait for a place for a " + call + " was broken off", e);
    }
  }
}
