package tv.aircheck.relaytap;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that many taps which
 * lost one origin at one moment do not all come back at one moment.
 */
final class Backoff {
  private final long firstMs;
  private final long lastMs;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration first, Duration last, RandomGenerator random) {
    if (first.toMillis() < 1 || last.compareTo(first) < 0) {
      throw new IllegalArgumentException("retry from " + first + " to " + last + " makes no sense");
    }
    this.firstMs = first.toMillis();
    this.lastMs = last.toMillis();
    this.random = random;
  }

  /** After a failure that may pass by itself: anything up to a bound that doubles each time. */
  long nextMs() {
    long bound = failures >= 30 ? lastMs : Math.min(lastMs, firstMs << failures);
    failures++;
    return random.nextLong(bound) + 1;
  }

  /** After a refusal that a person must put right: the slow end at once. */
  long slowMs() {
    return lastMs / 2 + random.nextLong(lastMs - lastMs / 2) + 1;
  }

  /** It worked. */
  void reset() {
    failures = 0;
  }
}
