package tv.aircheck.recorder;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;

/** A store that can be down, or do something before it answers. */
final class FlakyStore implements ObjectStore {
  private final ObjectStore store;
  private final List<String> puts = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean down;
  private volatile Runnable afterPut = () -> {};

  FlakyStore(Path folder) throws StorageException {
    store = DirectoryStore.open(folder, new LocalDisk());
  }

  void goDown() {
    down = true;
  }

  void comeBack() {
    down = false;
  }

  void afterPut(Runnable action) {
    afterPut = action;
  }

  /** The keys offered while it was up. */
  List<String> puts() {
    return puts;
  }

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    offered(key);
    PutResult result = store.putIfAbsent(key, file, crc32c);
    afterPut.run();
    return result;
  }

  /** How often something was offered, while it was down too. */
  int calls() {
    return calls.get();
  }

  private void offered(String key) throws StorageException {
    calls.incrementAndGet();
    if (down) {
      throw new StorageException(StorageException.Kind.UNAVAILABLE, "no route to the store");
    }
    puts.add(key);
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    return store.read(key, offset, dst);
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
    offered(key);
    PutResult result = store.putIfAbsent(key, bytes);
    afterPut.run();
    return result;
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
