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
import tv.aircheck.storage.StoreBusy;

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

  /** What was sent, as whoever put it noted; empty for what was put by other means. */
  static OptionalInt noted(HeadObjectResponse found) {
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

  HeadObjectResponse require(String key) throws StorageException {
    return response(key, null).orElseThrow(() -> vanished(key));
  }

  private static StorageException vanished(String key) {
    return new StorageException(Kind.UNAVAILABLE, key + " was there a moment ago, and is not now");
  }

  /**
   * What stands under the key is compared with what was offered, by the checksum on record; it
   * stays as it is.
   */
  PutResult alreadyThere(String key, long bytes, int crc32c) throws StorageException {
    ObjectInfo found = head(key).orElseThrow(() -> vanished(key));
    boolean known = found.crc32c().isPresent() && found.bytes() == bytes;
    int stored = known ? found.crc32c().getAsInt() : contentCrc(key);
    if (stored != crc32c) {
      throw new ChecksumConflict(key, crc32c, stored);
    }
    return PutResult.ALREADY_THERE;
  }

  /** Reads back what the caller stored. */
  void requireWhole(String key, int crc32c) throws StorageException {
    int stored;
    try {
      stored = contentCrc(key);
    } catch (StoreBusy e) {
      throw e;
    } catch (StorageException e) {
      throw new StorageException(
          e.kind() == Kind.NOT_FOUND ? Kind.UNAVAILABLE : e.kind(),
          "%s was sent, and could not be read back to be compared, which is done when it is put again: %s"
              .formatted(key, e.getMessage()),
          e);
    }
    if (stored != crc32c) {
      throw deleteDamaged(key, crc32c, stored);
    }
  }

  /**
   * What was sent as the caller has it, and damaged on its way, is ours to take away; nobody was
   * told yet that it is there. Sent again, it arrives.
   *
   * @return to be thrown
   */
  StorageException deleteDamaged(String key, int sent, int stored) throws StorageException {
    String full = bucket.full(key);
    bucket.ask(
        "delete damaged " + key, s3 -> s3.deleteObject(r -> r.bucket(bucket.name()).key(full)));
    return new StorageException(
        Kind.UNAVAILABLE,
        "%s was sent with CRC-32C %08x and stored with %08x: it was deleted again, and has to be sent anew"
            .formatted(key, sent, stored));
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
