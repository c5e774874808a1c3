package tv.aircheck.storage.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/**
 * Puts large objects in parts, one after another, each read from its file while it is sent: memory
 * does not depend on the object or on the size of a part. A failure aborts the upload; a kill
 * leaves one behind, which costs money and is no object: the next upload of the key removes it.
 */
final class S3Parts {
  private static final Logger log = LoggerFactory.getLogger(S3Parts.class);

  private final Bucket bucket;
  private final S3Lookup lookup;
  private final Traits traits;
  private final S3Found found;

  S3Parts(Bucket bucket, S3Lookup lookup, Traits traits, S3Found found) {
    this.bucket = bucket;
    this.lookup = lookup;
    this.traits = traits;
    this.found = found;
  }

  PutResult putIfAbsent(String key, Payload payload, int crc32c) throws StorageException {
    Traits.Parts can = traits.parts();
    String full = bucket.full(key);
    abortLeftOvers(full);
    String id =
        bucket
            .ask("begin " + key, s3 -> s3.createMultipartUpload(create(full, crc32c, can)))
            .uploadId();
    boolean done = false;
    try {
      Sent sent = send(key, id, payload, crc32c, can);
      if (!can.conditional() && lookup.head(key).isPresent()) {
        return found.compare(key, payload, crc32c);
      }
      CompleteMultipartUploadRequest complete = complete(full, id, sent.parts(), crc32c, can);
      try {
        bucket.client().completeMultipartUpload(complete);
      } catch (S3Exception e) {
        if (e.statusCode() == 412) {
          return found.compare(key, payload, crc32c);
        }
        throw S3Errors.of("complete " + key, bucket.settings(), e);
      } catch (SdkException e) {
        throw S3Errors.of("complete " + key, bucket.settings(), e);
      }
      done = true;
      if (!sent.proven() && !can.wholeChecksum()) {
        lookup.requireWhole(key, crc32c);
      }
      return PutResult.STORED;
    } finally {
      if (!done) {
        abort(full, id);
      }
    }
  }

  /**
   * @param proven that each part arrived as it was sent
   */
  private record Sent(List<CompletedPart> parts, boolean proven) {}

  private Sent send(String key, String id, Payload payload, int crc32c, Traits.Parts can)
      throws StorageException {
    List<CompletedPart> sent = new ArrayList<>();
    boolean proven = true;
    CRC32C whole = new CRC32C();
    long size = bucket.settings().objects().partBytes(payload.length());
    for (long at = 0; at < payload.length(); at += size) {
      long from = at;
      long length = Math.min(size, payload.length() - at);
      int number = sent.size() + 1;
      Sums sums = payload.sums(from, length, whole, !can.partChecksum());
      UploadPartRequest part =
          UploadPartRequest.builder()
              .bucket(bucket.name())
              .key(bucket.full(key))
              .uploadId(id)
              .partNumber(number)
              .checksumCRC32C(can.partChecksum() ? sums.crcText() : null)
              .contentMD5(sums.md5Text())
              .build();
      UploadPartResponse answer =
          bucket.ask(
              "put part " + number + " of " + key,
              s3 -> s3.uploadPart(part, payload.body(from, length)));
      proven &= isProven(key, number, sums, answer, can);
      sent.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(answer.eTag())
              .checksumCRC32C(can.partChecksum() ? sums.crcText() : null)
              .build());
    }
    if ((int) whole.getValue() != crc32c) {
      throw new StorageException(
          Kind.CORRUPT, payload.words() + " changed while it was sent: it is not stored");
    }
    return new Sent(sent, proven);
  }

  /**
   * Whether a part arrived as it was sent; false where the server's answer tells nothing of it.
   *
   * @throws StorageException if it did not: such a part is not completed
   */
  private boolean isProven(
      String key, int number, Sums sums, UploadPartResponse answer, Traits.Parts can)
      throws StorageException {
    boolean told = answer.checksumCRC32C() != null;
    boolean tagIsMd5 =
        !told
            && !can.partChecksum()
            && bucket.encryption() == null
            && Sums.isMd5(answer.eTag(), answer.serverSideEncryption());
    if ((told || tagIsMd5) && !sums.provenBy(answer.checksumCRC32C(), answer.eTag())) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "part %d of %s arrived damaged, by what the server says of it".formatted(number, key));
    }
    return told || tagIsMd5 || can.partChecksum();
  }

  private CreateMultipartUploadRequest create(String full, int crc32c, Traits.Parts can) {
    CreateMultipartUploadRequest.Builder create =
        CreateMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(full)
            .metadata(Bucket.metadata(crc32c))
            .storageClass(bucket.storageClass())
            .serverSideEncryption(bucket.encryption())
            .ssekmsKeyId(bucket.kmsKey());
    if (can.partChecksum()) {
      create.checksumAlgorithm(ChecksumAlgorithm.CRC32_C);
    }
    if (can.wholeChecksum()) {
      create.checksumType(ChecksumType.FULL_OBJECT);
    }
    return create.build();
  }

  private CompleteMultipartUploadRequest complete(
      String full, String id, List<CompletedPart> sent, int crc32c, Traits.Parts can) {
    return CompleteMultipartUploadRequest.builder()
        .bucket(bucket.name())
        .key(full)
        .uploadId(id)
        .multipartUpload(m -> m.parts(sent))
        .ifNoneMatch(can.conditional() ? "*" : null)
        .checksumCRC32C(can.wholeChecksum() ? Sums.base64(crc32c) : null)
        .checksumType(can.wholeChecksum() ? ChecksumType.FULL_OBJECT : null)
        .build();
  }

  /** Of all keys of this archive. */
  int abortLeftOvers(Instant begunBefore) throws StorageException {
    int aborted = 0;
    ListMultipartUploadsResponse page;
    String[] after = {null, null};
    do {
      page =
          bucket.ask(
              "list uploads that were broken off",
              s3 ->
                  s3.listMultipartUploads(
                      r ->
                          r.bucket(bucket.name())
                              .prefix(bucket.settings().prefix())
                              .keyMarker(after[0])
                              .uploadIdMarker(after[1])));
      for (MultipartUpload left : page.uploads()) {
        if (left.initiated() == null || left.initiated().isBefore(begunBefore)) {
          abort(left.key(), left.uploadId());
          aborted++;
        }
      }
      after[0] = page.nextKeyMarker();
      after[1] = page.nextUploadIdMarker();
    } while (Boolean.TRUE.equals(page.isTruncated()) && after[0] != null);
    return aborted;
  }

  /** Of this key alone: others may be under way. */
  private void abortLeftOvers(String full) {
    try {
      bucket
          .client()
          .listMultipartUploads(r -> r.bucket(bucket.name()).prefix(full))
          .uploads()
          .stream()
          .filter(upload -> upload.key().equals(full))
          .forEach(upload -> abort(full, upload.uploadId()));
    } catch (SdkException e) {
      log.debug("Could not look for left-over uploads of {}: {}", full, e.getMessage());
    }
  }

  private void abort(String full, String id) {
    try {
      bucket.client().abortMultipartUpload(r -> r.bucket(bucket.name()).key(full).uploadId(id));
    } catch (SdkException e) {
      log.debug("Could not abort an upload of {}: {}", full, e.getMessage());
    }
  }
}
