package tv.aircheck.storage.layer;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Reads whole blocks and keeps them for a while, and for who reads on, the next ones in advance: a
 * store that is far away costs a reader a round trip now and then, not one for each read. For
 * objects that do not change; after a repair, what was read before may be seen for a minute more.
 *
 * <p>Who asks for what is not there reads it on his own thread; threads of its own read ahead, one
 * block of an object after another, so that nothing is asked for behind its end.
 */
public final class ReadAheadStore extends StoreLayer {
  private static final Logger log = LoggerFactory.getLogger(ReadAheadStore.class);

  /** Readers that wait for a thread; for others, nothing is read ahead this time. */
  private static final int WAITING = 64;

  private final ObjectStore below;
  private final ReadAhead settings;
  private final Blocks blocks;
  private final ExecutorService threads;

  /** Objects that are being read ahead. */
  private final Set<String> ahead = ConcurrentHashMap.newKeySet();

  /**
   * @param ticker monotonic nanoseconds
   */
  public ReadAheadStore(ObjectStore below, ReadAhead settings, LongSupplier ticker) {
    super(below);
    this.below = below;
    this.settings = settings;
    this.blocks = new Blocks(below, settings, ticker);
    this.threads =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            ReadAheadStore::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "read-ahead");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
    return rest.go();
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    int from = dst.position();
    try {
      while (dst.hasRemaining() && readOn(key, offset + dst.position() - from, dst)) {
        // On to the next block.
      }
    } catch (StorageException | RuntimeException e) {
      dst.position(from);
      throw e;
    }
    int read = dst.position() - from;
    return read == 0 && dst.hasRemaining() ? -1 : read;
  }

  /** Up to the end of a block; false at the end of the object, or when all is read. */
  private boolean readOn(String key, long at, ByteBuffer dst) throws StorageException {
    int size = settings.blockBytes();
    Block.Name name = new Block.Name(key, at / size);
    int from = (int) (at % size);
    Block block = blocks.acquire(name);
    if (block == null) {
      below.read(key, at, dst);
      return false;
    }
    int to = Math.min(from + dst.remaining(), block.length());
    try {
      if (to > from) {
        dst.put(block.bytes.duplicate().limit(to).position(from));
      }
    } finally {
      blocks.release(block, to >= block.length());
    }
    if (to > size / 2) {
      readAhead(name);
    }
    return to == size;
  }

  private void readAhead(Block.Name read) {
    if (!blocks.lacksNext(read) || !ahead.add(read.key())) {
      return;
    }
    try {
      threads.execute(() -> fill(read));
    } catch (RejectedExecutionException e) {
      ahead.remove(read.key());
    }
  }

  private void fill(Block.Name read) {
    try {
      Block.Name next = read.next();
      for (int i = 0; i < settings.blocks() && blocks.fill(next); i++) {
        next = next.next();
      }
    } catch (StorageException e) {
      log.debug("Could not read {} ahead: {}", read, e.getMessage()); // its reader will be told
    } finally {
      ahead.remove(read.key());
    }
  }

  /** Reads nothing ahead any more. The store below is others' too, and stays open. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
