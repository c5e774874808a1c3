package tv.aircheck.index;

/** How a run of a job ended. */
public enum JobResult {
  DONE,
  /** It ran to its end and found something that has to be looked at. */
  FOUND_WRONG,
  FAILED,
  /** It was told to stop before its end; it is due as before. */
  STOPPED;

  /** Whether it ran to its end. */
  public boolean isSuccess() {
    return this == DONE || this == FOUND_WRONG;
  }
}
