package tv.aircheck.storage.s3;

import java.time.Duration;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tv.aircheck.storage.Availability;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.Tier;

/** What a server does with objects it has: copies them, keeps them otherwise, brings them back. */
final class S3Tiers {
  private final Bucket bucket;
  private final S3Lookup lookup;

  S3Tiers(Bucket bucket, S3Lookup lookup) {
    this.bucket = bucket;
    this.lookup = lookup;
  }

  PutResult copyIfAbsent(String from, String to) throws StorageException {
    bucket.full(to);
    ObjectInfo source = require(from);
    if (lookup.head(to).isPresent()) {
      int crc = source.crc32c().isPresent() ? source.crc32c().getAsInt() : lookup.contentCrc(from);
      return lookup.alreadyThere(to, source.bytes(), crc);
    }
    copy(from, to, bucket.storageClass());
    ObjectInfo made = require(to);
    if (made.bytes() != source.bytes()) {
      throw new StorageException(
          Kind.CORRUPT,
          "the server copied %s to %s, %d bytes of %d"
              .formatted(from, to, made.bytes(), source.bytes()));
    }
    return PutResult.STORED;
  }

  private void copy(String from, String to, String storageClass) throws StorageException {
    CopyObjectRequest request =
        CopyObjectRequest.builder()
            .sourceBucket(bucket.name())
            .sourceKey(bucket.full(from))
            .destinationBucket(bucket.name())
            .destinationKey(bucket.full(to))
            .storageClass(storageClass)
            .serverSideEncryption(bucket.encryption())
            .ssekmsKeyId(bucket.kmsKey())
            .build();
    bucket.ask("copy " + from + " to " + to, s3 -> s3.copyObject(request));
  }

  /** The object is copied onto itself: the same bytes, kept otherwise. */
  void changeTier(String key, Tier tier) throws StorageException {
    ObjectInfo before = require(key);
    if (before.tier() == tier) {
      return;
    }
    copy(key, key, S3Tier.storageClass(tier, bucket.storageClass()));
    ObjectInfo after = require(key);
    if (after.tier() != tier) {
      throw new StorageException(
          Kind.INVALID,
          "%s is still %s after it was to become %s: the server has no such storage class"
              .formatted(key, after.tier(), tier));
    }
  }

  void restore(String key, Duration keep) throws StorageException {
    ObjectInfo found = require(key);
    if (found.tier() != Tier.ARCHIVE) {
      throw new StorageException(
          Kind.INVALID, key + " need not be brought back: it is " + found.tier());
    }
    if (found.availability() == Availability.RESTORING) {
      return;
    }
    int days = (int) Math.max(1, keep.plusDays(1).minusNanos(1).toDays());
    String full = bucket.full(key);
    bucket.ask(
        "bring back " + key,
        s3 -> {
          try {
            return s3.restoreObject(
                r ->
                    r.bucket(bucket.name())
                        .key(full)
                        .restoreRequest(
                            q -> q.days(days).glacierJobParameters(g -> g.tier("Standard"))));
          } catch (S3Exception e) {
            if (S3Errors.code(e).equals("RestoreAlreadyInProgress")) {
              return null;
            }
            throw e;
          }
        });
  }

  private ObjectInfo require(String key) throws StorageException {
    return lookup
        .head(key)
        .orElseThrow(
            () ->
                new StorageException(
                    Kind.NOT_FOUND, "there is no " + key + " in " + bucket.settings()));
  }
}
