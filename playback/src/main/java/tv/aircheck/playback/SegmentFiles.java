package tv.aircheck.playback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/**
 * The bytes of segment files: from the spool, else from the store; also where the spool's copy
 * turned out to be damaged. Blocks; any thread. Files stay open for a while after a read, shared by
 * all who read them.
 */
final class SegmentFiles implements AutoCloseable {
  /** Also bounds for how long a deleted file keeps its disk space. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** Those behind them are found out anew. */
  private static final int DAMAGED_REMEMBERED = 10_000;

  /** Somebody may have put it right since. */
  private static final Duration DAMAGED_FOR = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(SegmentFiles.class);

  private final Spool spool;
  private final ObjectStore store;
  private final PlaybackListener listener;
  private final Cache<SegmentKey, OpenFile> open;
  private final Cache<SegmentKey, Boolean> damaged =
      Caffeine.newBuilder()
          .maximumSize(DAMAGED_REMEMBERED)
          .expireAfterWrite(DAMAGED_FOR)
          .executor(Runnable::run)
          .build();

  SegmentFiles(Spool spool, ObjectStore store, int openFiles, PlaybackListener listener) {
    this.spool = spool;
    this.store = store;
    this.listener = listener;
    this.open =
        Caffeine.newBuilder()
            .maximumSize(openFiles)
            .expireAfterAccess(IDLE)
            .executor(Runnable::run)
            .removalListener(SegmentFiles::removed)
            .build();
  }

  private static void removed(SegmentKey key, OpenFile file, RemovalCause cause) {
    file.release();
  }

  /**
   * Fills a buffer from a segment's file.
   *
   * @throws StorageException NOT_FOUND if nobody has the file, CORRUPT if it ends too early, or the
   *     disk cannot read it
   */
  void read(SegmentKey key, long offset, ByteBuffer dst) throws StorageException {
    int wanted = dst.remaining();
    OpenFile file = acquire(key);
    if (file == null) {
      readStored(key, offset, dst);
    } else {
      try {
        file.read(offset, dst);
      } catch (ClosedChannelException e) {
        throw StorageException.of("read", key.storeKey(), e);
      } catch (IOException e) {
        throw new StorageException(
            Kind.CORRUPT, "the spool's " + key.storeKey() + " cannot be read: " + e, e);
      } finally {
        file.release();
      }
    }
    if (dst.hasRemaining()) {
      throw new StorageException(
          Kind.CORRUPT, key.storeKey() + " ends " + dst.remaining() + " bytes too early");
    }
    listener.read(wanted, file == null);
  }

  private void readStored(SegmentKey key, long offset, ByteBuffer dst) throws StorageException {
    long at = offset;
    while (dst.hasRemaining()) {
      int read = store.read(key.storeKey(), at, dst);
      if (read <= 0) {
        return;
      }
      at += read;
    }
  }

  /**
   * What came of a sealed segment makes no sense: if it came from the spool and the store has a
   * copy, that is read from now on.
   *
   * @return whether it is worth reading again
   */
  boolean distrust(SegmentKey key, Exception why) throws StorageException {
    if (damaged.getIfPresent(key) != null || store.head(key.storeKey()).isEmpty()) {
      return false;
    }
    if (damaged.asMap().putIfAbsent(key, true) == null) {
      log.warn(
          "segment {} is damaged in the spool; the store's copy is read from now on: {}",
          key.storeKey(),
          why.getMessage());
    }
    return true;
  }

  /** Null if the spool does not have it in order. The caller releases it. */
  private OpenFile acquire(SegmentKey key) throws StorageException {
    if (damaged.getIfPresent(key) != null) {
      return null;
    }
    OpenFile cached = open.getIfPresent(key);
    if (cached != null && cached.retain()) {
      return cached;
    }
    Optional<FileChannel> channel = spool.open(key);
    if (channel.isEmpty()) {
      return null;
    }
    OpenFile file = new OpenFile(channel.get());
    file.retain();
    open.put(key, file);
    return file;
  }

  /** Those that are being read are closed when they have been. */
  @Override
  public void close() {
    open.invalidateAll();
  }
}
