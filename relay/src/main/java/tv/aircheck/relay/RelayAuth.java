package tv.aircheck.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;

/** The shared secret: makes nonces and proofs. Thread-safe. */
public final class RelayAuth {
  static final int NONCE = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final SecureRandom random;

  /** {@code secret} must not be empty; the secret of a text is its UTF-8 bytes. */
  public RelayAuth(byte[] secret, SecureRandom random) {
    if (secret.length == 0) {
      throw new IllegalArgumentException("the relay secret is empty");
    }
    this.key = new SecretKeySpec(secret, ALGORITHM);
    this.random = random;
  }

  byte[] nonce() {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return nonce;
  }

  /**
   * What {@code prover} shows to prove that it knows the secret, in the connection that began with
   * these two introductions. The label keeps either end from using the other's proof as its own.
   */
  Mac proof(Role prover, Introduction hello, Introduction challenge) {
    ByteBuf transcript = Unpooled.buffer(256);
    String label = prover == Role.TAP ? "aircheck-relay-tap" : "aircheck-relay-origin";
    transcript.writeCharSequence(label, StandardCharsets.US_ASCII);
    transcript.writeByte(0);
    FrameWriter.introduction(hello, transcript);
    FrameWriter.introduction(challenge, transcript);
    return hmac(transcript);
  }

  private Mac hmac(ByteBuf transcript) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(transcript.nioBuffer());
      return new Mac(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
