package tv.aircheck.cli.config;

import java.nio.file.Path;
import tv.aircheck.storage.layer.ReadAhead;
import tv.aircheck.storage.layer.RetrySettings;
import tv.aircheck.storage.layer.StoreLimits;
import tv.aircheck.storage.s3.S3Settings;

/**
 * Where segments live for good: in a bucket if one is named, else in a folder. What is beside these
 * two is for a bucket alone.
 *
 * @param directory empty: {@code store} in the data folder
 * @param s3 the bucket and its server
 * @param limits how many calls may be under way
 * @param retries of calls that failed, but uploads of segments, which go by recorder.uploads
 * @param readAhead for playback
 */
public record StoreConfig(
    Path directory, S3Settings s3, StoreLimits limits, RetrySettings retries, ReadAhead readAhead) {

  static final StoreConfig DEFAULT =
      new StoreConfig(
          Path.of(""),
          S3Settings.DEFAULT,
          StoreLimits.DEFAULT,
          RetrySettings.DEFAULT,
          ReadAhead.DEFAULT);

  public boolean inBucket() {
    return !s3.bucket().isEmpty();
  }

  private boolean hasDirectory() {
    return !directory.toString().isEmpty();
  }

  Path directory(Path data) {
    return hasDirectory() ? directory : data.resolve("store");
  }

  void check() {
    if (inBucket() && hasDirectory()) {
      throw new ConfigException(
          "'store.directory' and 'store.s3.bucket' are both set: the store is one of them");
    }
    if (!inBucket() && !(s3.endpoint().isEmpty() && s3.accessKey().isEmpty())) {
      throw new ConfigException(
          "'store.s3' says how to reach a server, and not which bucket: set 'store.s3.bucket'");
    }
    int calls = limits.reads() + limits.writes();
    if (inBucket() && s3.wire().connections() < calls) {
      throw new ConfigException(
          "'store.s3.wire.connections' is %d: %d calls may be under way (store.limits)"
              .formatted(s3.wire().connections(), calls));
    }
  }
}
