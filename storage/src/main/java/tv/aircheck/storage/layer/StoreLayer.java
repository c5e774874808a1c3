package tv.aircheck.storage.layer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;

/** Stands before a store and does the same with every call, whichever it is. */
public abstract class StoreLayer implements ObjectStore {
  private final ObjectStore below;

  protected StoreLayer(ObjectStore below) {
    this.below = below;
  }

  /** The rest of the way of a call. Every one may be gone again. */
  protected interface Rest<T> {
    T go() throws StorageException;
  }

  /** What this layer does with a call. */
  protected abstract <T> T pass(StoreCall call, Rest<T> rest) throws StorageException;

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    return pass(StoreCall.PUT_FILE, () -> below.putIfAbsent(key, file, crc32c));
  }

  @Override
  public PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException {
    return pass(StoreCall.PUT, () -> below.putIfAbsent(key, bytes));
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    int from = dst.position();
    return pass(StoreCall.READ, () -> below.read(key, offset, dst.position(from)));
  }

  @Override
  public Optional<ObjectInfo> head(String key) throws StorageException {
    return pass(StoreCall.HEAD, () -> below.head(key));
  }

  @Override
  public Listing list(String prefix, String cursor, int max) throws StorageException {
    return pass(StoreCall.LIST, () -> below.list(prefix, cursor, max));
  }

  @Override
  public void delete(Collection<String> keys) throws StorageException {
    pass(
        StoreCall.DELETE,
        () -> {
          below.delete(keys);
          return null;
        });
  }

  @Override
  public PutResult copyIfAbsent(String from, String to) throws StorageException {
    return pass(StoreCall.COPY, () -> below.copyIfAbsent(from, to));
  }

  @Override
  public void changeTier(String key, Tier tier) throws StorageException {
    pass(
        StoreCall.CHANGE_TIER,
        () -> {
          below.changeTier(key, tier);
          return null;
        });
  }

  @Override
  public void restore(String key, Duration keep) throws StorageException {
    pass(
        StoreCall.RESTORE,
        () -> {
          below.restore(key, keep);
          return null;
        });
  }

  /** Closes what is below, too. */
  @Override
  public void close() {
    below.close();
  }
}
