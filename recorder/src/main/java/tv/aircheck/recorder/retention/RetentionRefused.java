package tv.aircheck.recorder.retention;

/** A run that may not be; the message says why, and what to do. Nothing was changed. */
public final class RetentionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RetentionRefused(String message) {
    super(message);
  }
}
