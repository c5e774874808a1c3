package tv.aircheck.storage.s3;

import java.time.Instant;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/**
 * Puts objects that are not there yet. The server compares the CRC-32C with what arrives, where it
 * can; where it cannot, its entity tag is compared with the MD5, and where that proves nothing, the
 * object is read back. Any thread.
 */
final class S3Upload {
  private final Bucket bucket;
  private final S3Lookup lookup;
  private final Traits traits;
  private final S3Found found;
  private final S3Parts parts;

  S3Upload(Bucket bucket, S3Lookup lookup, Traits traits) {
    this.bucket = bucket;
    this.lookup = lookup;
    this.traits = traits;
    this.found = new S3Found(bucket, lookup, traits);
    this.parts = new S3Parts(bucket, lookup, traits, found);
  }

  PutResult putIfAbsent(String key, Payload payload, int crc32c) throws StorageException {
    Traits.Puts can = traits.puts();
    boolean large = bucket.settings().objects().inParts(payload.length());
    // Also before a large one that could be put on a condition: to send it in vain is dear.
    if ((large || !can.conditional()) && lookup.head(key).isPresent()) {
      return found.compare(key, payload, crc32c);
    }
    if (large) {
      return parts.putIfAbsent(key, payload, crc32c);
    }
    // The caller has just read it for its checksum: should it have changed since, the server says.
    Sums sums =
        can.checksum()
            ? new Sums(crc32c, null)
            : payload.sums(0, payload.length(), new CRC32C(), true);
    if (sums.crc32c() != crc32c) {
      throw new StorageException(
          Kind.CORRUPT, payload.words() + " changed while it was read: it is not stored");
    }
    PutObjectResponse answer;
    try {
      answer =
          bucket.client().putObject(request(key, sums, can), payload.body(0, payload.length()));
    } catch (S3Exception e) {
      if (e.statusCode() == 412) {
        return found.compare(key, payload, crc32c);
      }
      throw S3Errors.of("put " + key, bucket.settings(), e);
    } catch (SdkException e) {
      throw S3Errors.of("put " + key, bucket.settings(), e);
    }
    boolean compared = can.checksum() && answer.checksumCRC32C() == null;
    if (!compared && !sums.provenBy(answer.checksumCRC32C(), answer.eTag())) {
      lookup.requireWhole(key, crc32c);
    }
    return PutResult.STORED;
  }

  int abortLeftOvers(Instant begunBefore) throws StorageException {
    return parts.abortLeftOvers(begunBefore);
  }

  private PutObjectRequest request(String key, Sums sums, Traits.Puts can) throws StorageException {
    return PutObjectRequest.builder()
        .bucket(bucket.name())
        .key(bucket.full(key))
        .metadata(Bucket.metadata(sums.crc32c()))
        .storageClass(bucket.storageClass())
        .serverSideEncryption(bucket.encryption())
        .ssekmsKeyId(bucket.kmsKey())
        .ifNoneMatch(can.conditional() ? "*" : null)
        .checksumCRC32C(can.checksum() ? sums.crcText() : null)
        .contentMD5(sums.md5Text())
        .build();
  }
}
