package tv.aircheck.recorder.jobs;

/** A run has to end before its end; the message says why. Thrown between two steps. */
public final class JobStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobStopped(String message) {
    super(message);
  }
}
