package tv.aircheck.recorder.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.Tier;

/**
 * A store in which a segment is read under its own key wherever it lies: from its object, or by
 * range from the bundle that has taken its place. So whoever reads segments need not know of
 * bundles. What is listed, put and deleted are objects; segments are found by the index.
 */
public final class BundledStore implements ObjectStore {
  private final ObjectStore objects;
  private final Places places;

  public BundledStore(ObjectStore objects, Places places) {
    this.objects = objects;
    this.places = places;
  }

  private Optional<Place> place(String key) {
    return SegmentKey.parse(key).flatMap(places::of);
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    Optional<Place> place = place(key);
    if (place.isEmpty()) {
      return objects.read(key, offset, dst);
    }
    long left = place.get().bytes() - offset;
    if (left <= 0) {
      return dst.hasRemaining() ? -1 : 0;
    }
    int limit = dst.limit();
    dst.limit((int) Math.min(limit, dst.position() + left));
    try {
      return objects.read(place.get().bundle(), place.get().offset() + offset, dst);
    } finally {
      dst.limit(limit);
    }
  }

  @Override
  public Optional<ObjectInfo> head(String key) throws StorageException {
    Optional<Place> place = place(key);
    return place.isEmpty()
        ? objects.head(key)
        : objects.head(place.get().bundle()).map(bundle -> member(key, place.get(), bundle));
  }

  /** What a bundle's object tells of a segment in it. */
  public static ObjectInfo member(String key, Place place, ObjectInfo bundle) {
    long there = Math.max(0, Math.min(place.bytes(), bundle.bytes() - place.offset()));
    return new ObjectInfo(
        key, there, place.crc32c(), bundle.storedAt(), bundle.tier(), bundle.availability());
  }

  @Override
  public PutResult copyIfAbsent(String from, String to) throws StorageException {
    if (place(from).isEmpty()) {
      return objects.copyIfAbsent(from, to);
    }
    try {
      Path file = Files.createTempFile("aircheck-member", ".flv");
      try (InputStream in = new ObjectBytes(this, from)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return objects.putIfAbsent(to, file, Digests.of(file).crc32c());
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw StorageException.of("copy", from + " to " + to, e);
    }
  }

  @Override
  public void changeTier(String key, Tier tier) throws StorageException {
    Optional<Place> place = place(key);
    if (place.isPresent()) {
      throw new StorageException(
          Kind.INVALID,
          "%s cannot become %s by itself: it is in %s".formatted(key, tier, place.get().bundle()));
    }
    objects.changeTier(key, tier);
  }

  /** Brings the whole bundle back where it is in one. */
  @Override
  public void restore(String key, Duration keep) throws StorageException {
    objects.restore(place(key).map(Place::bundle).orElse(key), keep);
  }

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    return objects.putIfAbsent(key, file, crc32c);
  }

  @Override
  public PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException {
    return objects.putIfAbsent(key, bytes);
  }

  @Override
  public Listing list(String prefix, String cursor, int max) throws StorageException {
    return objects.list(prefix, cursor, max);
  }

  @Override
  public void delete(Collection<String> keys) throws StorageException {
    objects.delete(keys);
  }

  @Override
  public void close() {
    objects.close();
  }
}
