package tv.aircheck.index.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Secrets as people pass them on: 32 random bytes behind a prefix that tells what they are, so that
 * one that got out is found by a search. Of such a secret a plain SHA-256 gives nothing away, and
 * how long a look-up by it takes tells nothing about the secret.
 */
public final class Secrets {
  static final String TOKEN = "act_";
  static final String PUBLISH_KEY = "ack_";
  static final String SESSION = "acs_";

  private static final int BYTES = 32;

  private Secrets() {}

  static String make(String prefix, SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** SHA-256 in hex: what is stored, and looked up. */
  public static String hash(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
