package tv.aircheck.playback;

/** What was asked for cannot be had; the message is for the one who asked. */
public final class NotPlayable extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  NotPlayable(String code, String words) {
    super(words, null, false, false);
    this.code = code;
  }

  /** A {@code NetStream.Play} status code. */
  public String code() {
    return code;
  }
}
