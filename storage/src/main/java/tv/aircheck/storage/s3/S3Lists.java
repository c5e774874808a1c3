package tv.aircheck.storage.s3;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectKey;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/** What concerns many objects at once. */
final class S3Lists {
  /** What servers answer, and take, at most. */
  private static final int MOST = 1000;

  private S3Lists() {}

  /** The cursor is the last key: it holds across servers, restarts and whatever changes between. */
  static Listing list(Bucket bucket, String prefix, String cursor, int max)
      throws StorageException {
    String root = bucket.settings().prefix();
    List<ObjectInfo> found = new ArrayList<>();
    String after = cursor.isEmpty() ? null : root + cursor;
    while (true) {
      String from = after;
      // One more than wanted: that one tells that there is a next page.
      int ask = Math.min(MOST, max + 1 - found.size());
      ListObjectsV2Response page =
          bucket.ask(
              "list '" + prefix + "'",
              s3 ->
                  s3.listObjectsV2(
                      r ->
                          r.bucket(bucket.name())
                              .prefix(root + prefix)
                              .startAfter(from)
                              .maxKeys(ask)));
      for (S3Object object : page.contents()) {
        String key = object.key().substring(root.length());
        if (ObjectKey.isKey(key)) { // others are not ours: folder marks, probes
          found.add(S3Tier.info(key, object));
        }
        after = object.key();
      }
      if (found.size() > max) {
        return new Listing(found.subList(0, max), found.get(max - 1).key());
      }
      if (!Boolean.TRUE.equals(page.isTruncated()) || page.contents().isEmpty()) {
        return new Listing(found, null);
      }
    }
  }

  static void delete(Bucket bucket, Collection<String> keys) throws StorageException {
    List<ObjectIdentifier> all = new ArrayList<>();
    for (String key : keys) {
      all.add(ObjectIdentifier.builder().key(bucket.full(key)).build());
    }
    List<S3Error> failed = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST) {
      List<ObjectIdentifier> batch = all.subList(from, Math.min(all.size(), from + MOST));
      failed.addAll(deleteBatch(bucket, batch));
    }
    if (!failed.isEmpty()) {
      throw failure(bucket, failed, all.size());
    }
  }

  private static List<S3Error> deleteBatch(Bucket bucket, List<ObjectIdentifier> batch)
      throws StorageException {
    var answer =
        bucket.askIfTaken(
            "delete " + batch.size() + " objects",
            s3 ->
                s3.deleteObjects(
                    r -> r.bucket(bucket.name()).delete(d -> d.objects(batch).quiet(true))));
    if (answer.isPresent()) {
      return answer.get().errors();
    }
    for (ObjectIdentifier object : batch) { // a server that knows no batches
      bucket.ask(
          "delete " + object.key(),
          s3 -> s3.deleteObject(r -> r.bucket(bucket.name()).key(object.key())));
    }
    return List.of();
  }

  private static StorageException failure(Bucket bucket, List<S3Error> failed, int of) {
    S3Error first = failed.get(0);
    Kind kind =
        switch (first.code() == null ? "" : first.code()) {
          case "AccessDenied" -> Kind.DENIED;
          default -> Kind.UNAVAILABLE;
        };
    return new StorageException(
        kind,
        "cannot delete %d of %d objects in %s: the first is %s (%s: %s)"
            .formatted(
                failed.size(), of, bucket.settings(), first.key(), first.code(), first.message()));
  }
}
