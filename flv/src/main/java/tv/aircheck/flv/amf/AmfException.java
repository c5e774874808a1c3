package tv.aircheck.flv.amf;

import java.io.IOException;

/**
 * A message that is not AMF or breaks a limit. It concerns that message alone: drop it and go on.
 */
public final class AmfException extends IOException {
  private static final long serialVersionUID = 1L;

  public AmfException(String message) {
    super(message);
  }
}
