package tv.aircheck.relay;

import java.security.SecureRandom;

/** The shared secret: makes nonces and proofs. Thread-safe. */
public final class RelayAuth {
  static final int NONCE = 32;

  private final byte[] secret;
  private final SecureRandom random;

  /**
   * Takes a copy of {@code secret}, which must not be empty; the secret of a text is its UTF-8
   * bytes.
   */
  public RelayAuth(byte[] secret, SecureRandom random) {
    if (secret.length == 0) {
      throw new IllegalArgumentException("the relay secret is empty");
    }
    this.secret = secret.clone();
    this.random = random;
  }

  byte[] nonce() {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return nonce;
  }

  /**
   * What {@code prover} shows to prove that it knows the secret, in a connection that began with
   * these two introductions.
   */
  Mac proof(Role prover, Introduction hello, Introduction challenge) {
    return new Mac(secret.clone());
  }
}
