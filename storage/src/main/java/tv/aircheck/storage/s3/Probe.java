package tv.aircheck.storage.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;

/**
 * Tries with small objects of its own what a server can do: what is refused, and what is ignored.
 * One thread. Deletes on close what it made; a kill in between leaves a few bytes under {@value
 * Bucket#PROBES}, which listings do not show.
 */
final class Probe implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Probe.class);

  private static final byte[] ONE = "Aircheck looks at what this bucket can do.".getBytes(US_ASCII);
  private static final byte[] OTHER =
      "Aircheck looks at what this bucket does.  ".getBytes(US_ASCII);

  private final Bucket bucket;
  private final String folder;
  private final List<String> made = new ArrayList<>();

  /**
   * @param id unlike that of every other probe
   */
  Probe(Bucket bucket, String id) {
    this.bucket = bucket;
    this.folder = bucket.settings().prefix() + Bucket.PROBES + id + "/";
  }

  Traits.Puts puts() throws StorageException {
    String key = key("put");
    bucket.ask("put a first object", s3 -> s3.putObject(put(key).build(), body(ONE)));
    return new Traits.Puts(conditionalPut(key), checksum());
  }

  private boolean conditionalPut(String taken) throws StorageException {
    return isPrevented(
        "put on a condition", s3 -> s3.putObject(put(taken).ifNoneMatch("*").build(), body(OTHER)));
  }

  /** Takes a right checksum, and refuses a wrong one. */
  private boolean checksum() throws StorageException {
    PutObjectRequest right = put(key("right")).checksumCRC32C(Sums.base64(crc(ONE))).build();
    boolean taken =
        bucket.askIfTaken("put with a checksum", s3 -> s3.putObject(right, body(ONE))).isPresent();
    PutObjectRequest wrong = put(key("wrong")).checksumCRC32C(Sums.base64(crc(OTHER))).build();
    return taken && isRefused("put with a wrong checksum", s3 -> s3.putObject(wrong, body(ONE)));
  }

  Traits.Parts parts() throws StorageException {
    boolean part = partChecksum();
    return new Traits.Parts(conditionalComplete(), part, part && wholeChecksum());
  }

  private boolean partChecksum() throws StorageException {
    String key = key("parts");
    String id = begin(create(key).checksumAlgorithm(ChecksumAlgorithm.CRC32_C));
    if (id == null) {
      return false;
    }
    try {
      String right = Sums.base64(crc(ONE));
      boolean taken =
          bucket
              .askIfTaken("put a part with a checksum", s3 -> part(s3, key, id, right))
              .isPresent();
      String wrong = Sums.base64(crc(OTHER));
      return taken && isRefused("put a part with a wrong checksum", s3 -> part(s3, key, id, wrong));
    } finally {
      abort(key, id);
    }
  }

  private boolean wholeChecksum() throws StorageException {
    String key = key("whole");
    String id =
        begin(
            create(key)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                .checksumType(ChecksumType.FULL_OBJECT));
    if (id == null) {
      return false;
    }
    try {
      String crc = Sums.base64(crc(ONE));
      UploadPartResponse part =
          bucket.ask("put a part of a checked whole", s3 -> part(s3, key, id, crc));
      CompletedPart only =
          CompletedPart.builder().partNumber(1).eTag(part.eTag()).checksumCRC32C(crc).build();
      return bucket
          .askIfTaken(
              "complete with a checksum",
              s3 ->
                  s3.completeMultipartUpload(
                      complete(key, id, only)
                          .checksumCRC32C(crc)
                          .checksumType(ChecksumType.FULL_OBJECT)
                          .build()))
          .filter(done -> crc.equals(done.checksumCRC32C()))
          .isPresent();
    } finally {
      abort(key, id);
    }
  }

  private boolean conditionalComplete() throws StorageException {
    String key = key("taken");
    bucket.ask("put an object", s3 -> s3.putObject(put(key).build(), body(OTHER)));
    String id =
        bucket.ask("begin parts", s3 -> s3.createMultipartUpload(create(key).build())).uploadId();
    try {
      UploadPartResponse part = bucket.ask("put a part", s3 -> part(s3, key, id, null));
      CompletedPart only = CompletedPart.builder().partNumber(1).eTag(part.eTag()).build();
      return isPrevented(
          "complete on a condition",
          s3 -> s3.completeMultipartUpload(complete(key, id, only).ifNoneMatch("*").build()));
    } finally {
      abort(key, id);
    }
  }

  /** How the server says that it encrypts; empty where it says nothing of it. */
  Optional<String> encryption() throws StorageException {
    String key = key("encrypted");
    bucket.ask("put an object to be encrypted", s3 -> s3.putObject(put(key).build(), body(ONE)));
    HeadObjectResponse found =
        bucket.ask("look at it", s3 -> s3.headObject(r -> r.bucket(bucket.name()).key(key)));
    return Optional.ofNullable(found.serverSideEncryptionAsString());
  }

  /** Whether an object that is put into a storage class is in it then. */
  boolean keepsIn(String storageClass, Tier tier) throws StorageException {
    String key = key("class");
    PutObjectRequest put = put(key).storageClass(storageClass).build();
    if (bucket
        .askIfTaken("put into " + storageClass, s3 -> s3.putObject(put, body(ONE)))
        .isEmpty()) {
      return false;
    }
    HeadObjectResponse found =
        bucket.ask("look at it", s3 -> s3.headObject(r -> r.bucket(bucket.name()).key(key)));
    return S3Tier.tier(found.storageClassAsString()) == tier;
  }

  /** Null where the server does not begin such an upload. */
  private String begin(CreateMultipartUploadRequest.Builder create) throws StorageException {
    return bucket
        .askIfTaken("begin parts with checksums", s3 -> s3.createMultipartUpload(create.build()))
        .map(begun -> begun.uploadId())
        .orElse(null);
  }

  private UploadPartResponse part(S3Client s3, String key, String id, String crc) {
    return s3.uploadPart(
        UploadPartRequest.builder()
            .bucket(bucket.name())
            .key(key)
            .uploadId(id)
            .partNumber(1)
            .checksumCRC32C(crc)
            .build(),
        body(ONE));
  }

  private CompleteMultipartUploadRequest.Builder complete(
      String key, String id, CompletedPart only) {
    return CompleteMultipartUploadRequest.builder()
        .bucket(bucket.name())
        .key(key)
        .uploadId(id)
        .multipartUpload(parts -> parts.parts(only));
  }

  private CreateMultipartUploadRequest.Builder create(String key) {
    return CreateMultipartUploadRequest.builder()
        .bucket(bucket.name())
        .key(key)
        .serverSideEncryption(bucket.encryption())
        .ssekmsKeyId(bucket.kmsKey());
  }

  private PutObjectRequest.Builder put(String key) {
    return PutObjectRequest.builder()
        .bucket(bucket.name())
        .key(key)
        .serverSideEncryption(bucket.encryption())
        .ssekmsKeyId(bucket.kmsKey());
  }

  private String key(String name) {
    made.add(folder + name);
    return folder + name;
  }

  private static RequestBody body(byte[] bytes) {
    return RequestBody.fromBytes(bytes);
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }

  /** What was completed is no longer there to be aborted, which is as good. */
  private void abort(String key, String id) {
    quietly(
        "abort a probe's upload",
        s3 -> s3.abortMultipartUpload(r -> r.bucket(bucket.name()).key(key).uploadId(id)));
  }

  @Override
  public void close() {
    for (String key : made) {
      quietly(
          "delete a probe's object", s3 -> s3.deleteObject(r -> r.bucket(bucket.name()).key(key)));
    }
    made.clear();
  }

  private void quietly(String what, Consumer<S3Client> action) {
    try {
      action.accept(bucket.client());
    } catch (SdkException e) {
      log.debug("Could not {}: {}", what, e.getMessage());
    }
  }

  private boolean isPrevented(String what, Bucket.Question<?> question) throws StorageException {
    return status(what, question) == 412;
  }

  private boolean isRefused(String what, Bucket.Question<?> question) throws StorageException {
    return status(what, question) == 400;
  }

  /** 200, or with what a server refused it; failures that say nothing about it are thrown. */
  private int status(String what, Bucket.Question<?> question) throws StorageException {
    try {
      question.ask(bucket.client());
      return 200;
    } catch (S3Exception e) {
      int status = e.statusCode();
      boolean answer = status == 412 || (status == 400 && !S3Errors.isOfTheCaller(e));
      if (answer || S3Errors.isRefusal(e)) {
        return status;
      }
      throw S3Errors.of(what, bucket.settings(), e);
    } catch (SdkException e) {
      throw S3Errors.of(what, bucket.settings(), e);
    }
  }
}
