package tv.aircheck.playback.pictures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Pictures that were made: the latest in memory, those of shows that are over in the store. Blocks;
 * any thread.
 */
final class Shelf {
  private static final Logger log = LoggerFactory.getLogger(Shelf.class);

  /** Whatever is larger is none of ours. */
  private static final long MOST_BYTES = 16L << 20;

  private final ObjectStore store;
  private final Cache<String, byte[]> memory;

  Shelf(ObjectStore store, int cacheBytes) {
    this.store = store;
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher((String key, byte[] bytes) -> bytes.length)
            .executor(Runnable::run)
            .build();
  }

  /** Null if it is not in memory. Does not block. */
  byte[] remembered(String key) {
    return memory.getIfPresent(key);
  }

  /** Null if it was never made. A store that cannot be asked has none, for now. */
  byte[] find(String key) {
    byte[] remembered = remembered(key);
    if (remembered != null) {
      return remembered;
    }
    try {
      byte[] stored = stored(key);
      if (stored != null) {
        memory.put(key, stored);
      }
      return stored;
    } catch (StorageException e) {
      log.debug("picture {} cannot be read now: {}", key, e.getMessage());
      return null;
    }
  }

  private byte[] stored(String key) throws StorageException {
    Optional<ObjectInfo> info = store.head(key);
    if (info.isEmpty() || info.get().bytes() > MOST_BYTES) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) info.get().bytes());
    while (bytes.hasRemaining()) {
      if (store.read(key, bytes.position(), bytes) <= 0) {
        return null;
      }
    }
    return bytes.array();
  }

  /** Was it made, and is it kept? */
  boolean has(String key) throws StorageException {
    return remembered(key) != null || store.head(key).isPresent();
  }

  void remember(String key, byte[] picture) {
    memory.put(key, picture);
  }

  /** For good. What cannot be stored is made again another time. */
  void store(String key, byte[] picture) {
    remember(key, picture);
    try {
      store.putIfAbsent(key, ByteBuffer.wrap(picture));
    } catch (StorageException e) {
      // Another node's libraries may have made other bytes of the same frame: one is as good.
      log.debug("picture {} is not stored: {}", key, e.getMessage());
    }
  }
}
