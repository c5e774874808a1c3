package tv.aircheck.recorder.transfer;

import java.io.IOException;

/** Something is not imported; the message says what, why, and what to do. */
public final class ImportRefused extends IOException {
  private static final long serialVersionUID = 1L;

  ImportRefused(String words) {
    super(words);
  }

  ImportRefused(String words, Throwable cause) {
    super(words, cause);
  }
}
