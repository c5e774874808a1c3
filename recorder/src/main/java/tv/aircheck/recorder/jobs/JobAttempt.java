package tv.aircheck.recorder.jobs;

import tv.aircheck.index.JobRow;

/**
 * What became of the wish to run a job.
 *
 * @param row as it is after it
 */
public record JobAttempt(Kind kind, JobRow row) {
  /** Whether it ran. */
  public enum Kind {
    RAN,
    /** Another holds the lease. */
    TAKEN,
    /** It is not due: another has run it meanwhile. */
    NOT_DUE,
    /** It ran, and another took its lease before the end. */
    LOST
  }
}
