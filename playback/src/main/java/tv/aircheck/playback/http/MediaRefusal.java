package tv.aircheck.playback.http;

/** What was asked for cannot be had; the message is for the one who asked. */
public final class MediaRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final long retryAfterSeconds;
  private final String reason;

  private MediaRefusal(int status, String words) {
    this(status, 0, null, words);
  }

  private MediaRefusal(int status, long retryAfterSeconds, String reason, String words) {
    super(words, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.reason = reason;
  }

  /** The address makes no sense. */
  public static MediaRefusal badRequest(String words) {
    return new MediaRefusal(400, words);
  }

  public static MediaRefusal notFound(String words) {
    return new MediaRefusal(404, words);
  }

  /** It is there, and cannot be given in the form that is asked for. */
  public static MediaRefusal conflict(String words) {
    return new MediaRefusal(409, words);
  }

  /** It was there once, and never will be again. */
  public static MediaRefusal gone(String words) {
    return new MediaRefusal(410, words);
  }

  /**
   * It cannot be had now.
   *
   * @param reason in one word, as it is counted
   */
  public static MediaRefusal unavailable(long retryAfterSeconds, String reason, String words) {
    return new MediaRefusal(503, retryAfterSeconds, reason, words);
  }

  /** Of HTTP. */
  public int status() {
    return status;
  }

  /** Why it cannot be had now, in one word; null if it is not that. */
  String reason() {
    return reason;
  }

  /** When it is worth asking again; 0 if that is not known. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
