package tv.aircheck.recorder.retention;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tv.aircheck.storage.Listing;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;

/** A store with tiers, in which each change of an object is a step: half of a batch is one, too. */
final class SteppedStore implements ObjectStore {
  private final ObjectStore store;
  private final Map<String, Tier> tiers;
  private final Steps steps;

  /**
   * @param tiers outlives the store, as the objects do
   */
  SteppedStore(ObjectStore store, Map<String, Tier> tiers, Steps steps) {
    this.store = store;
    this.tiers = tiers;
    this.steps = steps;
  }

  @Override
  public void delete(Collection<String> keys) throws StorageException {
    List<String> all = new ArrayList<>(keys);
    steps.step();
    store.delete(all.subList(0, all.size() / 2));
    steps.step();
    store.delete(all.subList(all.size() / 2, all.size()));
    steps.step();
  }

  @Override
  public void changeTier(String key, Tier tier) throws StorageException {
    if (store.head(key).isEmpty()) {
      throw new StorageException(StorageException.Kind.NOT_FOUND, key + " is not there");
    }
    steps.step();
    tiers.put(key, tier);
    steps.step();
  }

  @Override
  public Listing list(String prefix, String cursor, int max) throws StorageException {
    Listing page = store.list(prefix, cursor, max);
    return new Listing(page.objects().stream().map(this::inTier).toList(), page.next());
  }

  private ObjectInfo inTier(ObjectInfo o) {
    Tier tier = tiers.getOrDefault(o.key(), Tier.STANDARD);
    return new ObjectInfo(o.key(), o.bytes(), o.crc32c(), o.storedAt(), tier, o.availability());
  }

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    return store.putIfAbsent(key, file, crc32c);
  }

  @Override
  public PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException {
    return store.putIfAbsent(key, bytes);
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    return store.read(key, offset, dst);
  }

  @Override
  public Optional<ObjectInfo> head(String key) throws StorageException {
    return store.head(key).map(this::inTier);
  }

  @Override
  public PutResult copyIfAbsent(String from, String to) throws StorageException {
    return store.copyIfAbsent(from, to);
  }

  @Override
  public void restore(String key, Duration keep) throws StorageException {
    store.restore(key, keep);
  }
}
