package tv.aircheck.rtmp;

import io.netty.handler.codec.DecoderException;

/** A peer broke the protocol or a limit, in a way that ends its connection. */
public final class ProtocolException extends DecoderException {
  private static final long serialVersionUID = 1L;

  public ProtocolException(String words) {
    super(words);
  }
}
