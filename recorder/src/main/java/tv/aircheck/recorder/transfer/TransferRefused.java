package tv.aircheck.recorder.transfer;

import java.io.IOException;

/** Something is not imported; the message says what, why, and what to do. */
public final class TransferRefused extends IOException {
  private static final long serialVersionUID = 1L;

  TransferRefused(String words) {
    super(words);
  }

  TransferRefused(String words, Throwable cause) {
    super(words, cause);
  }
}
