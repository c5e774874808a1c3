package tv.aircheck.playback.http;

import java.io.IOException;

/** Others come first: to be asked again in a moment. */
final class NotYet extends IOException {
  private static final long serialVersionUID = 1L;

  /** In which it is worth asking again. */
  static final long WAIT_MS = 250;

  NotYet(String words) {
    super(words + "; try again soon.");
  }
}
