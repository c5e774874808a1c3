package tv.aircheck.storage.s3;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.StoreBusy;

/** What a server's refusal, or its silence, means, in words that tell an operator what to do. */
final class S3Errors {
  private static final List<String> BUSY =
      List.of("SlowDown", "SlowDownRead", "SlowDownWrite", "Throttling", "TooManyRequests");
  private static final List<String> FULL =
      List.of("QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "StorageFull");
  private static final List<String> DAMAGED =
      List.of(
          "BadDigest",
          "InvalidDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch",
          "IncompleteBody",
          "RequestTimeout",
          "OperationAborted",
          "ConditionalRequestConflict");
  private static final List<String> ELSEWHERE =
      List.of("PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed");

  private static final List<String> CREDENTIALS =
      List.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired");

  private S3Errors() {}

  static StorageException of(String what, S3Settings settings, SdkException e) {
    if (e instanceof AwsServiceException answered) {
      return answered(what, settings, answered);
    }
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
    }
    String words = innermost(e);
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("credentials") || lower.contains("profile")) {
      return new StorageException(
          Kind.DENIED,
          text(
              what,
              settings,
              "no credentials were found: set store.s3.access-key and secret-key,"
                  + " or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile"),
          e);
    }
    return new StorageException(
        Kind.UNAVAILABLE, text(what, settings, "the server does not answer (" + words + ")"), e);
  }

  private static StorageException answered(
      String what, S3Settings settings, AwsServiceException e) {
    String code = code(e);
    int status = e.statusCode();
    if (BUSY.contains(code) || status == 503 || status == 429) {
      return new StoreBusy(
          text(what, settings, "the server asks for fewer requests" + said(e)), retryAfter(e), e);
    }
    return new StorageException(
        kind(code, status), text(what, settings, words(code, status) + said(e)), e);
  }

  private static Kind kind(String code, int status) {
    if (FULL.contains(code) || status == 507) {
      return Kind.FULL;
    }
    if (DAMAGED.contains(code) || status == 408) {
      return Kind.UNAVAILABLE; // on its way to the server, or by chance: sent again, it arrives
    }
    return switch (code) {
      case "InvalidObjectState" -> Kind.ARCHIVED;
      // Not "not found": with the bucket missing, every object would count as lost.
      case "NoSuchBucket" -> Kind.DENIED;
      case "NoSuchKey" -> Kind.NOT_FOUND;
      case "NoSuchUpload" -> Kind.UNAVAILABLE; // sent again, it is another upload
      default -> {
        if (status == 301 || status == 307 || status == 401 || status == 403) {
          yield Kind.DENIED;
        }
        if (ELSEWHERE.contains(code) || CREDENTIALS.contains(code)) {
          yield Kind.DENIED;
        }
        if (status == 404) {
          yield Kind.NOT_FOUND;
        }
        yield status >= 500 && status != 501 ? Kind.UNAVAILABLE : Kind.INVALID;
      }
    };
  }

  private static String words(String code, int status) {
    return switch (code) {
      case "NoSuchBucket" -> "there is no such bucket: create it, or correct store.s3.bucket";
      case "NoSuchKey" -> "there is no such object";
      case "NoSuchUpload" -> "its upload in parts was taken away meanwhile";
      case "InvalidObjectState" -> "it is archived and has to be brought back first";
      case "InvalidAccessKeyId" ->
          "the server does not know the access key: check" + " store.s3.access-key";
      case "SignatureDoesNotMatch" -> "the secret key is wrong: check store.s3.secret-key";
      case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
          "the credentials have expired: renew them";
      case "RequestTimeTooSkewed" ->
          "the clocks of this machine and of the server differ too much:" + " set this one's";
      case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed" ->
          "the bucket is in another region or at another address: check store.s3.region and"
              + " endpoint";
      case "InvalidStorageClass" -> "the server has no such storage class";
      default -> {
        if (DAMAGED.contains(code)) {
          yield "it arrived damaged or at a bad moment";
        }
        if (FULL.contains(code)) {
          yield "there is no room left";
        }
        yield switch (status) {
          case 301, 307 -> "the bucket is in another region: check store.s3.region";
          case 401, 403 ->
              "the server does not allow it: check the credentials' policy"
                  + " (docs/STORAGE.md lists what is needed)";
          case 404 -> "there is no such object";
          case 501 -> "the server cannot do that";
          default -> status >= 500 ? "the server failed" : "the server refused it";
        };
      }
    };
  }

  /** The server's own words, without what only the SDK's authors want to read. */
  private static String said(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String message = details == null ? null : details.errorMessage();
    String request = e.requestId();
    return " ("
        + e.statusCode()
        + (code(e).isEmpty() ? "" : " " + code(e))
        + (message == null || message.isEmpty() ? "" : ": " + message)
        + (request == null ? "" : "; request " + request)
        + ")";
  }

  private static String text(String what, S3Settings settings, String why) {
    return "cannot " + what + " in " + settings + ": " + why;
  }

  static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** Does the server not know how to do it, rather than not want or not be able to now? */
  static boolean isRefusal(AwsServiceException e) {
    int status = e.statusCode();
    return (status == 400 && !DAMAGED.contains(code(e)) && !isOfTheCaller(e))
        || status == 405
        || status == 411
        || status == 501;
  }

  /** Whoever asks, or where, is what the server does not take, and not what was asked. */
  static boolean isOfTheCaller(AwsServiceException e) {
    return ELSEWHERE.contains(code(e)) || CREDENTIALS.contains(code(e));
  }

  private static Optional<Long> retryAfter(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    if (details == null || details.sdkHttpResponse() == null) {
      return Optional.empty();
    }
    return details
        .sdkHttpResponse()
        .firstMatchingHeader("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,4}"))
        .map(Long::valueOf);
  }

  private static String innermost(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null && at.getCause() != at) {
      at = at.getCause();
    }
    return at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
  }
}
