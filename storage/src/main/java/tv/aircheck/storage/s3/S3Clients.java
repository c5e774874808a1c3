package tv.aircheck.storage.s3;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** The SDK's client as we want it: on the callers' threads, and without retries of its own. */
final class S3Clients {
  /** A server that is not AWS signs with some region's name, and hardly cares which. */
  private static final Region ANY = Region.US_EAST_1;

  private S3Clients() {}

  static S3Client open(S3Settings settings) {
    S3Wire wire = settings.wire();
    boolean supported = wire.checksums() == S3Wire.Checksums.WHEN_SUPPORTED;
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(wire.connections())
                    .connectionTimeout(wire.connectTimeout())
                    .connectionAcquisitionTimeout(wire.callTimeout())
                    .socketTimeout(wire.readTimeout())
                    .expectContinueEnabled(wire.expectContinue())
                    .tcpKeepAlive(true))
            .serviceConfiguration(
                S3Configuration.builder()
                    .chunkedEncodingEnabled(wire.chunked())
                    .expectContinueEnabled(wire.expectContinue())
                    .build())
            .forcePathStyle(settings.pathStyle())
            .requestChecksumCalculation(
                supported
                    ? RequestChecksumCalculation.WHEN_SUPPORTED
                    : RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(
                supported
                    ? ResponseChecksumValidation.WHEN_SUPPORTED
                    : ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                c ->
                    c.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(wire.callTimeout()));
    if (!settings.endpoint().isEmpty()) {
      builder.endpointOverride(URI.create(settings.endpoint()));
    }
    if (!settings.region().isEmpty()) {
      builder.region(Region.of(settings.region()));
    } else if (!settings.endpoint().isEmpty()) {
      builder.region(ANY);
    }
    if (!settings.accessKey().isEmpty()) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
    }
    return builder.build();
  }
}
