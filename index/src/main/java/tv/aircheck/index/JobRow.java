package tv.aircheck.index;

/**
 * One job: its next run, its last, and who is at it.
 *
 * @param schedule in words of whoever planned it last; null when it is not run by the clock
 * @param nextRunAtMs when it is due; in the past while a run is missed, broken off or going on;
 *     null when it is not run by the clock
 * @param lease the last one that was not given back, in force or not; null when there is none
 * @param last null before the first run
 * @param lastSuccessAtMs when a run last came to its end; null when none has
 * @param failures runs that failed, ever
 */
public record JobRow(
    String name,
    String schedule,
    Long nextRunAtMs,
    Lease lease,
    Run last,
    Long lastSuccessAtMs,
    long failures) {

  /**
   * The right to run it.
   *
   * @param holder who, in words for people
   * @param token of this run; a later run has a higher one
   */
  public record Lease(String holder, long untilMs, long token) {
    public boolean isInForce(long nowMs) {
      return nowMs < untilMs;
    }
  }

  /**
   * A run.
   *
   * @param endedAtMs null while it goes on, and when it was broken off
   * @param result null with endedAtMs
   */
  public record Run(long startedAtMs, Long endedAtMs, JobResult result, String words) {}

  /** Somebody is at it. */
  public boolean isRunning(long nowMs) {
    return lease != null && lease.isInForce(nowMs);
  }

  /** Whoever was at it is gone without a word. */
  public boolean isBrokenOff(long nowMs) {
    return last != null && last.endedAtMs() == null && !isRunning(nowMs);
  }

  public boolean isDue(long nowMs) {
    return nextRunAtMs != null && nextRunAtMs <= nowMs;
  }
}
