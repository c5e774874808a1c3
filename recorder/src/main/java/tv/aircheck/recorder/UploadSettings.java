package tv.aircheck.recorder;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How segments go to the store.
 *
 * @param concurrency uploads at once
 * @param firstRetry wait after the first failure; doubles with each
 * @param lastRetry the wait it stops doubling at: it is tried again for as long as it takes
 */
public record UploadSettings(int concurrency, Duration firstRetry, Duration lastRetry) {
  public static final UploadSettings DEFAULT =
      new UploadSettings(4, Duration.ofSeconds(1), Duration.ofMinutes(5));

  /**
   * Between half and the whole of the doubled wait, so that what failed together is not retried
   * together.
   */
  long waitMs(int failures, RandomGenerator random) {
    long doubled = firstRetry.toMillis() << Math.min(failures - 1, 20);
    long most = Math.min(lastRetry.toMillis(), doubled);
    return most - random.nextLong(most / 2 + 1);
  }
}
