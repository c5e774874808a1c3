package tv.aircheck.rtmp.handshake;

import tv.aircheck.rtmp.ProtocolException;

/** Tells from the first byte of a connection what the other end speaks. */
final class FirstByte {
  private static final int TLS_HANDSHAKE = 0x16;
  private static final int FIRST_VERSION = 3;
  private static final int FIRST_NON_RTMP = 32;
  private static final String HTTP_METHOD_LETTERS = "GPHODCT";

  private FirstByte() {}

  /** Lets versions 3 to 31 pass, all of which are answered with 3. */
  static void check(int first) {
    if (first >= FIRST_VERSION && first < FIRST_NON_RTMP && first != TLS_HANDSHAKE) {
      return;
    }
    throw new ProtocolException(words(first));
  }

  private static String words(int first) {
    if (first == TLS_HANDSHAKE) {
      return "this is TLS (rtmps?), and the port speaks plain RTMP: use rtmp://";
    }
    if (HTTP_METHOD_LETTERS.indexOf(first) >= 0) {
      return "this looks like HTTP, and the port speaks RTMP";
    }
    return "not RTMP: the first byte is 0x" + Integer.toHexString(first) + ", not 0x03";
  }
}
