package tv.aircheck.storage.s3;

/**
 * Which bucket, and how to speak to its server.
 *
 * @param prefix before every key, so that several archives share a bucket; empty, or ending in "/"
 * @param region empty: as the SDK finds it (AWS_REGION, profile, the machine)
 * @param endpoint the address of a server that is not AWS, such as http://HOST:9000; empty: AWS
 * @param pathStyle the bucket's name in the path and not in the host name, as most servers want
 * @param accessKey empty: as the SDK finds it (environment, profile, web identity, the machine)
 * @param secretKey of the access key
 */
public record S3Settings(
    String bucket,
    String prefix,
    String region,
    String endpoint,
    boolean pathStyle,
    String accessKey,
    String secretKey,
    S3Keeping objects,
    S3Wire wire) {

  public static final S3Settings DEFAULT =
      new S3Settings("", "", "", "", false, "", "", S3Keeping.DEFAULT, S3Wire.DEFAULT);

  public S3Settings {
    if (!prefix.isEmpty() && !prefix.matches("([A-Za-z0-9_-][A-Za-z0-9._-]*/)+")) {
      throw new IllegalArgumentException(
          "prefix '"
              + prefix
              + "' must be parts of letters, digits, '.', '_', '-', each with '/'"
              + " behind it: archive/");
    }
    if (accessKey.isEmpty() != secretKey.isEmpty()) {
      throw new IllegalArgumentException(
          "access-key and secret-key go together: set both, or none for the SDK's own search");
    }
  }

  /** Without the secret: it may stand in a log. */
  @Override
  public String toString() {
    return "bucket "
        + bucket
        + (prefix.isEmpty() ? "" : "/" + prefix)
        + (endpoint.isEmpty() ? " at AWS" : " at " + endpoint);
  }
}
