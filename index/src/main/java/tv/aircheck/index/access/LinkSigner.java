package tv.aircheck.index.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs links that open one private show, or one channel, until they expire: HMAC-SHA-256 over what
 * the link is for and its end. Any thread.
 */
public final class LinkSigner {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "aircheck link 1\n";
  private static final long MS_PER_SECOND = 1000;
  private static final int LONGEST_NUMBER = 12;

  private final SecretKeySpec key;

  /**
   * @param secret whoever has it can make links
   */
  public LinkSigner(String secret) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * @param subject a broadcast's or clip's id, or {@code APP/NAME}
   * @param expiresS seconds since 1970
   */
  public LinkWords sign(String subject, long expiresS) {
    return new LinkWords(Long.toString(expiresS), signature(subject, Long.toString(expiresS)));
  }

  /** Whether the words are ours, are for this, and have not expired; in constant time. */
  public boolean isGood(String subject, LinkWords words, long nowMs) {
    boolean ours =
        MessageDigest.isEqual(
            signature(subject, words.expires()).getBytes(StandardCharsets.UTF_8),
            words.signature().getBytes(StandardCharsets.UTF_8));
    return ours && nowMs < endMs(words.expires());
  }

  /** Only asked of words that were signed; others may be anything. */
  private static long endMs(String expires) {
    return expires.length() <= LONGEST_NUMBER && expires.chars().allMatch(Character::isDigit)
        ? Long.parseLong(expires) * MS_PER_SECOND
        : 0;
  }

  private String signature(String subject, String expires) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed = (PURPOSE + subject + "\n" + expires).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
