package tv.aircheck.storage.s3;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import tv.aircheck.storage.Disk;
import tv.aircheck.storage.Finding;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.Tier;

/**
 * A bucket as the store, at AWS or at a server that speaks as S3 does. Needs nothing of it that
 * only AWS has: what it can do is found out when it is first needed ({@link Traits}), and where it
 * cannot, an object is looked for before it is put and compared after. Never retries; never sets an
 * ACL. Any thread; calls run on their callers' threads.
 */
public final class S3ObjectStore implements ObjectStore {
  private final Bucket bucket;
  private final Disk disk;
  private final S3Lookup lookup;
  private final S3Upload upload;
  private final S3Tiers tiers;

  private S3ObjectStore(Bucket bucket, Disk disk, Supplier<String> ids) {
    this.bucket = bucket;
    this.disk = disk;
    this.lookup = new S3Lookup(bucket);
    this.upload = new S3Upload(bucket, lookup, new Traits(() -> new Probe(bucket, ids.get())));
    this.tiers = new S3Tiers(bucket, lookup);
  }

  /**
   * Asks the server nothing yet.
   *
   * @param disk of the files that are put
   * @param ids names for probes, unlike each other in all processes
   */
  public static S3ObjectStore open(S3Settings settings, Disk disk, Supplier<String> ids)
      throws StorageException {
    try {
      return new S3ObjectStore(new Bucket(S3Clients.open(settings), settings), disk, ids);
    } catch (RuntimeException e) {
      throw new StorageException(
          Kind.INVALID, "cannot use " + settings + " as the store: " + e.getMessage(), e);
    }
  }

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    bucket.full(key);
    Payload payload = Payload.of(disk, file);
    int found = payload.sums(0, payload.length(), new CRC32C(), false).crc32c();
    if (found != crc32c) {
      throw new StorageException(
          Kind.CORRUPT,
          "%s has CRC-32C %08x, and had %08x when it was sealed: it is not stored"
              .formatted(file, found, crc32c));
    }
    return upload.putIfAbsent(key, payload, crc32c);
  }

  @Override
  public PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException {
    bucket.full(key);
    Payload payload = Payload.of(bytes);
    int crc32c = payload.sums(0, payload.length(), new CRC32C(), false).crc32c();
    return upload.putIfAbsent(key, payload, crc32c);
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    return S3Reads.read(bucket, key, offset, dst);
  }

  @Override
  public Optional<ObjectInfo> head(String key) throws StorageException {
    return lookup.head(key);
  }

  @Override
  public Listing list(String prefix, String cursor, int max) throws StorageException {
    return S3Lists.list(bucket, prefix, cursor, max);
  }

  @Override
  public void delete(Collection<String> keys) throws StorageException {
    S3Lists.delete(bucket, keys);
  }

  @Override
  public PutResult copyIfAbsent(String from, String to) throws StorageException {
    return tiers.copyIfAbsent(from, to);
  }

  @Override
  public void changeTier(String key, Tier tier) throws StorageException {
    tiers.changeTier(key, tier);
  }

  @Override
  public void restore(String key, Duration keep) throws StorageException {
    tiers.restore(key, keep);
  }

  /**
   * Takes away parts of uploads that were broken off, by a kill or while the server failed, and
   * that no upload of the same key has taken away since.
   *
   * @param begunBefore younger ones may be under way, here or elsewhere
   * @return how many there were
   */
  public int abortLeftOvers(Instant begunBefore) throws StorageException {
    return upload.abortLeftOvers(begunBefore);
  }

  /**
   * Tries what the bucket and its server can do beyond what every store does.
   *
   * @param id of the trial, unlike all others
   * @param tiers whether storage classes are tried, too; some cost a little at AWS
   */
  public List<Finding> examine(String id, InstantSource clock, boolean tiers) {
    return new BucketExam(bucket, id, clock).run(tiers);
  }

  @Override
  public void close() {
    bucket.client().close();
  }
}
