package tv.aircheck.recorder.verify;

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

/** In a process of its own: with a given call to the store the process is gone, as by kill -9. */
public final class DyingStore implements ObjectStore {
  private final ObjectStore store;
  private int callsLeft;

  public DyingStore(ObjectStore store, int calls) {
    this.store = store;
    this.callsLeft = calls;
  }

  private synchronized ObjectStore alive() {
    if (callsLeft-- == 0) {
      Runtime.getRuntime().halt(137);
    }
    return store;
  }

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    return alive().putIfAbsent(key, file, crc32c);
  }

  @Override
  public PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException {
    return alive().putIfAbsent(key, bytes);
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    return alive().read(key, offset, dst);
  }

  @Override
  public Optional<ObjectInfo> head(String key) throws StorageException {
    return alive().head(key);
  }

  @Override
  public Listing list(String prefix, String cursor, int max) throws StorageException {
    return alive().list(prefix, cursor, max);
  }

  @Override
  public void delete(Collection<String> keys) throws StorageException {
    alive().delete(keys);
  }

  @Override
  public PutResult copyIfAbsent(String from, String to) throws StorageException {
    return alive().copyIfAbsent(from, to);
  }

  @Override
  public void changeTier(String key, Tier tier) throws StorageException {
    alive().changeTier(key, tier);
  }

  @Override
  public void restore(String key, Duration keep) throws StorageException {
    alive().restore(key, keep);
  }
}
