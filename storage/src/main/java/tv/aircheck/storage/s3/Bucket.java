package tv.aircheck.storage.s3;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import tv.aircheck.storage.ObjectKey;
import tv.aircheck.storage.StorageException;

/** A bucket and its server, with failures in our words. Any thread. */
record Bucket(S3Client client, S3Settings settings) {
  /**
   * Where an object's CRC-32C stands as eight hexadecimal digits, so that every server can tell it.
   */
  static final String CRC_NAME = "aircheck-crc32c";

  /** Of ours, and no object: its keys begin with a dot, as no {@link ObjectKey} does. */
  static final String PROBES = ".aircheck/";

  String name() {
    return settings.bucket();
  }

  /** The name in the bucket of what we call {@code key}. */
  String full(String key) throws StorageException {
    return settings.prefix() + ObjectKey.require(key);
  }

  static Map<String, String> metadata(int crc32c) {
    return Map.of(CRC_NAME, "%08x".formatted(crc32c));
  }

  /** Null where the bucket decides. */
  ServerSideEncryption encryption() {
    return switch (settings.objects().encryption()) {
      case NONE -> null;
      case S3 -> ServerSideEncryption.AES256;
      case KMS -> ServerSideEncryption.AWS_KMS;
    };
  }

  /** Null where the account's own is used. */
  String kmsKey() {
    return emptyToNull(settings.objects().kmsKey());
  }

  /** Null where the server decides. */
  String storageClass() {
    return emptyToNull(settings.objects().storageClass());
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /**
   * @param what what is tried, in words that go on "cannot …"
   */
  <T> T ask(String what, Question<T> question) throws StorageException {
    try {
      return question.ask(client);
    } catch (SdkException e) {
      throw S3Errors.of(what, settings, e);
    }
  }

  /** Empty where the server does not take such a request; other failures are thrown. */
  <T> Optional<T> askIfTaken(String what, Question<T> question) throws StorageException {
    try {
      return Optional.of(question.ask(client));
    } catch (S3Exception e) {
      if (S3Errors.isRefusal(e)) {
        return Optional.empty();
      }
      throw S3Errors.of(what, settings, e);
    } catch (SdkException e) {
      throw S3Errors.of(what, settings, e);
    }
  }

  interface Question<T> {
    T ask(S3Client client) throws StorageException;
  }
}
