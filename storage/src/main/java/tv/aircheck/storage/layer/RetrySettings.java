package tv.aircheck.storage.layer;

import java.time.Duration;

/**
 * How often a call that failed is made again. Short: whoever can wait for long, as the ledger of
 * uploads can, does so by itself.
 *
 * @param attempts in all; 1 never tries again
 * @param firstWait before the second; it doubles from then on, up to half more or less by chance
 * @param lastWait what it doubles up to
 * @param within after so long, no attempt is begun
 */
public record RetrySettings(int attempts, Duration firstWait, Duration lastWait, Duration within) {
  public static final RetrySettings DEFAULT =
      new RetrySettings(4, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30));

  public RetrySettings {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ": one is the least");
    }
    if (firstWait.isNegative() || firstWait.isZero() || lastWait.compareTo(firstWait) <= 0) {
      throw new IllegalArgumentException("first-wait is more than 0, and less than last-wait");
    }
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("within is more than 0");
    }
  }
}
