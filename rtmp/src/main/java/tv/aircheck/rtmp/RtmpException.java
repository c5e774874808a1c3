package tv.aircheck.rtmp;

import java.io.IOException;

/** A peer said no, or broke the protocol. */
public final class RtmpException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  public RtmpException(String code, String words) {
    super(words);
    this.code = code;
  }

  /** The status code the peer gave; empty if it gave none. */
  public String code() {
    return code;
  }
}
