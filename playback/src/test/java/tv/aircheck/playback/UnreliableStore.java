package tv.aircheck.playback;

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

/** A store that can be down. */
final class UnreliableStore implements ObjectStore {
  private final ObjectStore store;
  boolean down;

  UnreliableStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    if (down) {
      throw new StorageException(StorageException.Kind.UNAVAILABLE, "the store does not answer");
    }
    return store.read(key, offset, dst);
  }

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    return store.putIfAbsent(key, file, crc32c);
  }

  @Override
  public Optional<ObjectInfo> head(String key) throws StorageException {
    return store.head(key);
  }

  @Override
  public Listing list(String prefix, String cursor, int max) throws StorageException {
    return store.list(prefix, cursor, max);
  }

  @Override
  public void delete(Collection<String> keys) throws StorageException {
    store.delete(keys);
  }

  @Override
  public PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException {
    return store.putIfAbsent(key, bytes);
  }

  @Override
  public PutResult copyIfAbsent(String from, String to) throws StorageException {
    return store.copyIfAbsent(from, to);
  }

  @Override
  public void changeTier(String key, Tier tier) throws StorageException {
    store.changeTier(key, tier);
  }

  @Override
  public void restore(String key, Duration keep) throws StorageException {
    store.restore(key, keep);
  }
}
