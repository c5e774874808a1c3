package tv.aircheck.flv;

import java.io.IOException;

/** Bytes that should be FLV and are not; the message says what was found and where. */
public final class CorruptFlvException extends IOException {
  private static final long serialVersionUID = 1L;

  public CorruptFlvException(String message) {
    super(message);
  }
}
