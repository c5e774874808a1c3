package tv.aircheck.rtmp.session;

/** A stream was named in a way that no stream can be named. */
final class InvalidAddressException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidAddressException(String words) {
    super(words);
  }
}
