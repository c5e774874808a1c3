package tv.aircheck.storage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.layer.StoreCall;
import tv.aircheck.storage.layer.StoreLayer;

/**
 * A store with all tiers, over one that has none. What is archived comes back when a test says so.
 */
public final class TieredStore extends StoreLayer {
  private final Map<String, Tier> tiers = new ConcurrentHashMap<>();
  private final Map<String, Availability> back = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  public TieredStore(ObjectStore below) {
    super(below);
  }

  /** The keys that were asked for, as often as they were. */
  public List<String> asked() {
    return asked;
  }

  /** What was asked for is there. */
  public void arrive() {
    back.replaceAll((key, state) -> Availability.READY);
  }

  /** What was there for a while is archived only. */
  public void expire() {
    back.clear();
  }

  public Tier tier(String key) {
    return tiers.getOrDefault(key, Tier.STANDARD);
  }

  @Override
  protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
    return rest.go();
  }

  private Availability availability(String key) {
    return tier(key) == Tier.ARCHIVE
        ? back.getOrDefault(key, Availability.ARCHIVED)
        : Availability.READY;
  }

  private ObjectInfo kept(ObjectInfo o, Availability availability) {
    return new ObjectInfo(
        o.key(), o.bytes(), o.crc32c(), o.storedAt(), tier(o.key()), availability);
  }

  private void requireHere(String key) throws StorageException {
    if (availability(key) != Availability.READY) {
      throw new StorageException(Kind.ARCHIVED, key + " has to be brought back first");
    }
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    requireHere(key);
    return super.read(key, offset, dst);
  }

  @Override
  public Optional<ObjectInfo> head(String key) throws StorageException {
    return super.head(key).map(object -> kept(object, availability(key)));
  }

  @Override
  public Listing list(String prefix, String cursor, int max) throws StorageException {
    Listing page = super.list(prefix, cursor, max);
    List<ObjectInfo> objects = new ArrayList<>();
    for (ObjectInfo object : page.objects()) {
      boolean archived = tier(object.key()) == Tier.ARCHIVE;
      objects.add(kept(object, archived ? Availability.ARCHIVED : Availability.READY));
    }
    return new Listing(objects, page.next());
  }

  @Override
  public PutResult copyIfAbsent(String from, String to) throws StorageException {
    if (head(from).isPresent()) {
      requireHere(from);
    }
    return super.copyIfAbsent(from, to);
  }

  @Override
  public void delete(Collection<String> keys) throws StorageException {
    super.delete(keys);
    keys.forEach(tiers::remove);
    keys.forEach(back::remove);
  }

  private void requireThere(String key) throws StorageException {
    if (super.head(ObjectKey.require(key)).isEmpty()) {
      throw new StorageException(Kind.NOT_FOUND, "there is no " + key);
    }
  }

  @Override
  public void changeTier(String key, Tier tier) throws StorageException {
    requireThere(key);
    if (tier != tier(key)) {
      requireHere(key);
    }
    tiers.put(key, tier);
  }

  @Override
  public void restore(String key, Duration keep) throws StorageException {
    requireThere(key);
    if (tier(key) != Tier.ARCHIVE) {
      throw new StorageException(Kind.INVALID, key + " need not be brought back: " + tier(key));
    }
    asked.add(key);
    back.putIfAbsent(key, Availability.RESTORING);
  }
}
