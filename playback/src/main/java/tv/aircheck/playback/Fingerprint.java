package tv.aircheck.playback;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A word for something: the same for the same, on any node, and another for anything else. */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * The beginning of the SHA-256, in hex.
   *
   * @param bytes how much of it
   */
  public static String of(byte[] content, int bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(sum, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
