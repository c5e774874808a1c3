package tv.aircheck.storage.s3;

import java.time.Duration;

/**
 * How to speak to the server.
 *
 * @param checksums those the SDK adds and expects by itself, beside the CRC-32C that is sent with
 *     every object where the server takes it
 * @param chunked bodies in signed chunks; many servers do not take them
 * @param expectContinue ask before a body is sent; some servers stumble over it
 * @param connections at most, over all callers
 * @param connectTimeout to a connection
 * @param readTimeout without a byte
 * @param callTimeout for a whole request, its body with it
 */
public record S3Wire(
    Checksums checksums,
    boolean chunked,
    boolean expectContinue,
    int connections,
    Duration connectTimeout,
    Duration readTimeout,
    Duration callTimeout) {

  public static final S3Wire DEFAULT =
      new S3Wire(
          Checksums.WHEN_REQUIRED,
          false,
          false,
          32,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  /** When the SDK adds checksums of its own. */
  public enum Checksums {
    /** Older servers refuse every put otherwise. */
    WHEN_REQUIRED,
    WHEN_SUPPORTED
  }

  public S3Wire {
    if (connections < 1) {
      throw new IllegalArgumentException("connections is " + connections + ": one is the least");
    }
  }
}
