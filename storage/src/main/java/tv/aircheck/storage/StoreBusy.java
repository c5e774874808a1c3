package tv.aircheck.storage;

import java.time.Duration;
import java.util.Optional;

/** The store asks to be asked less: whoever retries should wait longer than after a failure. */
public final class StoreBusy extends StorageException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param seconds the store's own wish, if it said one
   */
  public StoreBusy(String message, Optional<Long> seconds, Throwable cause) {
    super(Kind.UNAVAILABLE, message, cause);
    this.retryAfter = Duration.ofSeconds(seconds.orElse(0L));
  }

  /** Zero where the store did not say. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
