package tv.aircheck.playback.pictures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Pictures that were made: the latest in memory, those of shows that are over in the store. A sheet
 * with holes is in memory alone, and for as long as what failed is not tried again. Blocks; any
 * thread.
 */
final class Shelf {
  private static final Logger log = LoggerFactory.getLogger(Shelf.class);

  /** Whatever is larger is none of ours. */
  private static final long MOST_BYTES = 16L << 20;

  /** Who asks for a picture must not wait for a store that does not answer. */
  private static final long LEFT_ALONE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ObjectStore store;
  private final LongSupplier nanoTicker;
  private final Cache<String, Kept> memory;
  private volatile long askAgainAt;

  Shelf(ObjectStore store, int cacheBytes, LongSupplier nanoTicker) {
    this.store = store;
    this.nanoTicker = nanoTicker;
    this.askAgainAt = nanoTicker.getAsLong();
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher((String key, Kept kept) -> kept.picture.length)
            .expireAfter(Expiry.writing((String key, Kept kept) -> kept.stands()))
            .ticker(nanoTicker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  private record Kept(byte[] picture, SheetWithHoles holes) {
    private static final Duration FOR_GOOD = Duration.ofNanos(Long.MAX_VALUE);

    Duration stands() {
      return holes == null ? FOR_GOOD : Frames.HOPELESS_FOR;
    }
  }

  /** Null if it is not in memory. Does not block. */
  byte[] remembered(String key) {
    Kept kept = memory.getIfPresent(key);
    return kept == null || kept.holes != null ? null : kept.picture;
  }

  void remember(String key, byte[] picture) {
    memory.put(key, new Kept(picture, null));
  }

  /** Null unless it was made lately, and with holes. Does not block. */
  SheetWithHoles holes(String key) {
    Kept kept = memory.getIfPresent(key);
    return kept == null ? null : kept.holes;
  }

  void remember(String key, SheetWithHoles sheet) {
    memory.put(key, new Kept(sheet.jpeg(), sheet));
  }

  /** Null if it was never made. A store that cannot be asked has none, for now. */
  byte[] find(String key) {
    byte[] remembered = remembered(key);
    if (remembered != null) {
      return remembered;
    }
    byte[] stored = ask(key, null, () -> stored(key));
    if (stored != null) {
      remember(key, stored);
    }
    return stored;
  }

  /** Was it made, and is it kept? Not in a store that cannot be asked. */
  boolean has(String key) {
    return remembered(key) != null || ask(key, false, () -> store.head(key).isPresent());
  }

  /** For good. What cannot be stored is made again another time. */
  void store(String key, byte[] picture) {
    // Another node's libraries may have made other bytes of the same frame: one is as good.
    ask(key, null, () -> store.putIfAbsent(key, ByteBuffer.wrap(picture)));
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

  private interface Question<T> {
    T ask() throws StorageException;
  }

  private <T> T ask(String key, T otherwise, Question<T> question) {
    if (nanoTicker.getAsLong() - askAgainAt < 0) {
      return otherwise;
    }
    try {
      return question.ask();
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.UNAVAILABLE) {
        askAgainAt = nanoTicker.getAsLong() + LEFT_ALONE_NANOS;
        log.info("for a minute the store is not asked for pictures: {}", e.getMessage());
      }
      log.debug("picture {}", key, e);
      return otherwise;
    }
  }
}
