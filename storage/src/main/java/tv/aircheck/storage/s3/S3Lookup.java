package tv.aircheck.storage.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tv.aircheck.storage.ChecksumConflict;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/** What is there under a key, and whether it is what was offered. Any thread. */
final class S3Lookup {
  private static final int BLOCK = 1 << 20;

  private final Bucket bucket;
  private volatile boolean bucketSeen;

  S3Lookup(Bucket bucket) {
    this.bucket = bucket;
  }

  Optional<ObjectInfo> head(String key) throws StorageException {
    Optional<HeadObjectResponse> found = response(key, null);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt crc = noted(found.get());
    if (crc.isEmpty()) {
      // Put by other means: perhaps the server knows. Asked apart, as not all may ask for it.
      crc = told(response(key, ChecksumMode.ENABLED).orElse(found.get()));
    }
    return Optional.of(S3Tier.info(key, found.get(), crc));
  }

  private Optional<HeadObjectResponse> response(String key, ChecksumMode mode)
      throws StorageException {
    String full = bucket.full(key);
    try {
      HeadObjectResponse found =
          bucket.client().headObject(r -> r.bucket(bucket.name()).key(full).checksumMode(mode));
      bucketSeen = true;
      return Optional.of(found);
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        requireBucket();
        return Optional.empty();
      }
      throw S3Errors.of("look at " + key, bucket.settings(), e);
    } catch (SdkException e) {
      throw S3Errors.of("look at " + key, bucket.settings(), e);
    }
  }

  /** The answer "not there" is the same for an object and for its bucket. */
  private void requireBucket() throws StorageException {
    if (!bucketSeen) {
      bucket.ask(
          "look into the bucket", s3 -> s3.listObjectsV2(r -> r.bucket(bucket.name()).maxKeys(1)));
      bucketSeen = true;
    }
  }

  private static OptionalInt noted(HeadObjectResponse found) {
    String hex = found.metadata().get(Bucket.CRC_NAME);
    boolean ours = hex != null && hex.matches("[0-9a-f]{8}");
    return ours ? OptionalInt.of(Integer.parseUnsignedInt(hex, 16)) : OptionalInt.empty();
  }

  private static OptionalInt told(HeadObjectResponse found) {
    String base64 = found.checksumCRC32C();
    boolean ofParts = found.checksumType() == ChecksumType.COMPOSITE;
    if (base64 == null || ofParts || !base64.matches("[A-Za-z0-9+/]{6}==")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(ByteBuffer.wrap(Base64.getDecoder().decode(base64)).getInt());
  }

  /** What stands under the key is compared with what was offered; it stays as it is. */
  PutResult alreadyThere(String key, long bytes, int crc32c) throws StorageException {
    ObjectInfo found =
        head(key)
            .orElseThrow(
                () ->
                    new StorageException(
                        Kind.UNAVAILABLE, key + " was there a moment ago, and is not now"));
    boolean known = found.crc32c().isPresent() && found.bytes() == bytes;
    int stored = known ? found.crc32c().getAsInt() : contentCrc(key);
    if (stored != crc32c) {
      throw new ChecksumConflict(key, crc32c, stored);
    }
    return PutResult.ALREADY_THERE;
  }

  /**
   * Reads it back. What the caller stored and the server damaged is ours to take away; nobody has
   * seen it yet.
   */
  void requireWhole(String key, int crc32c) throws StorageException {
    int stored = contentCrc(key);
    if (stored != crc32c) {
      String full = bucket.full(key);
      bucket.ask(
          "delete damaged " + key, s3 -> s3.deleteObject(r -> r.bucket(bucket.name()).key(full)));
      throw new StorageException(
          Kind.UNAVAILABLE, // damaged on its way, as far as anybody can tell: sent again, it
          // arrives
          "%s was sent with CRC-32C %08x and stored with %08x: it was deleted again, and has to be"
                  .formatted(key, crc32c, stored)
              + " sent anew");
    }
  }

  /** Reads all of it. */
  int contentCrc(String key) throws StorageException {
    CRC32C crc = new CRC32C();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long at = 0;
    for (int n = 0; n >= 0; n = S3Reads.read(bucket, key, at, block.clear())) {
      crc.update(block.array(), 0, n);
      at += n;
    }
    return (int) crc.getValue();
  }
}
