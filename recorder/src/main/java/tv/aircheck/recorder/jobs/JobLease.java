package tv.aircheck.recorder.jobs;

import java.time.Duration;
import java.time.InstantSource;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;

/**
 * The right to run one job, for a while; renewed as long as the run goes on. Lost for good once
 * another has taken it. Any thread.
 */
final class JobLease {
  private final Index index;
  private final InstantSource clock;
  private final Duration length;
  private final String job;
  private final long token;
  private long untilMs;
  private boolean lost;

  JobLease(Index index, InstantSource clock, Duration length, String job, long token) {
    this.index = index;
    this.clock = clock;
    this.length = length;
    this.job = job;
    this.token = token;
    this.untilMs = clock.millis() + length.toMillis();
  }

  long token() {
    return token;
  }

  /** Asks the index only when it may have run out, as after a pause of the whole machine. */
  synchronized boolean isHeld() {
    return !lost && (clock.millis() < untilMs || renew());
  }

  /** False when it is lost, or when the index cannot be asked and it may be. */
  synchronized boolean renew() {
    if (lost) {
      return false;
    }
    long until = clock.millis() + length.toMillis();
    try {
      lost = !index.<Boolean>writeNow(tx -> tx.jobs().renew(job, token, until));
    } catch (IndexException e) {
      return clock.millis() < untilMs;
    }
    untilMs = lost ? untilMs : until;
    return !lost;
  }
}
