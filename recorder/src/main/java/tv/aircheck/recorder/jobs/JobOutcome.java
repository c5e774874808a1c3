package tv.aircheck.recorder.jobs;

import tv.aircheck.index.JobResult;

/**
 * How a run ended, and what it did in a few words. A run that fails throws, or says so.
 *
 * @param words for people
 */
public record JobOutcome(JobResult result, String words) {
  public static JobOutcome done(String words) {
    return new JobOutcome(JobResult.DONE, words);
  }

  /** It did its work, and what it found has to be looked at. */
  public static JobOutcome foundWrong(String words) {
    return new JobOutcome(JobResult.FOUND_WRONG, words);
  }

  public static JobOutcome failed(String words) {
    return new JobOutcome(JobResult.FAILED, words);
  }
}
