/**
 * Buckets of S3 and of those who speak as S3 does: the only place that knows the AWS SDK. The way
 * in is {@link tv.aircheck.storage.s3.S3ObjectStore}.
 */
package tv.aircheck.storage.s3;
