package tv.aircheck.storage.s3;

/**
 * How objects are kept. None ever gets an ACL: they are private, or what the bucket's policy says.
 *
 * @param encryption by the server; none leaves it to the bucket's own setting
 * @param kmsKey for {@link Encryption#KMS}; empty: the account's key for S3
 * @param storageClass of new objects, as the server names it; empty: its default
 * @param partBytes a larger object is sent in parts of so many bytes; 5 MiB at least
 */
public record S3Keeping(Encryption encryption, String kmsKey, String storageClass, long partBytes) {
  /** A server refuses smaller parts. */
  static final long SMALLEST_PART = 5L << 20;

  static final int MOST_PARTS = 10_000;

  public static final S3Keeping DEFAULT = new S3Keeping(Encryption.NONE, "", "", 16L << 20);

  /** Who encrypts with which key. */
  public enum Encryption {
    NONE,
    /** The server, with keys of its own. */
    S3,
    /** The server, with a key of the key management service. */
    KMS
  }

  public S3Keeping {
    if (partBytes < SMALLEST_PART || partBytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "part-bytes is " + partBytes + ": servers take from 5 MiB, and we at most 2 GiB");
    }
    if (!kmsKey.isEmpty() && encryption != Encryption.KMS) {
      throw new IllegalArgumentException("kms-key is set: set encryption to kms too");
    }
  }

  boolean inParts(long bytes) {
    return bytes > partBytes;
  }

  /** Larger where an object would come to more parts than servers take. */
  long partBytes(long bytes) {
    return Math.max(partBytes, (bytes + MOST_PARTS - 1) / MOST_PARTS);
  }
}
