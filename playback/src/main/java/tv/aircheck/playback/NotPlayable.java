package tv.aircheck.playback;

import tv.aircheck.rtmp.StatusCode;

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

  /** Whether it is not there at all; else it may be had later. */
  public boolean isMissing() {
    return code.equals(StatusCode.PLAY_STREAM_NOT_FOUND);
  }
}
