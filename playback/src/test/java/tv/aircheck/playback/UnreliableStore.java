package tv.aircheck.playback;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;

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
}
