package tv.aircheck.storage.layer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/** Blocks of objects in a bounded amount of memory: those that were used last. Any thread. */
final class Blocks {
  /** What was read ahead is kept for so long for the one who is coming. */
  private static final long KEEP = TimeUnit.SECONDS.toNanos(20);

  /** What was repaired in the store is seen after so long. */
  private static final long HOLDS = TimeUnit.MINUTES.toNanos(1);

  private final ObjectStore store;
  private final ReadAhead settings;
  private final LongSupplier ticker;
  private final Map<Block.Name, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);

  /** Of what could not be read: their memory is used for the next. */
  private final Deque<Block> free = new ArrayDeque<>();

  private int made;

  Blocks(ObjectStore store, ReadAhead settings, LongSupplier ticker) {
    this.store = store;
    this.settings = settings;
    this.ticker = ticker;
  }

  /**
   * A whole block, read now if need be, or when somebody else has read it; to be given back. Null
   * where there is no room for it.
   */
  Block acquire(Block.Name name) throws StorageException {
    Block block;
    synchronized (this) {
      block = readyOrAbsent(name);
      if (block != null) {
        block.acquire();
        return block;
      }
      block = begin(name);
    }
    if (block != null) {
      load(name, block, true);
    }
    return block;
  }

  synchronized void release(Block block, boolean toItsEnd) {
    block.release(toItsEnd);
  }

  /**
   * Reads a block that is not there, if there is room; false where there is no point in going on.
   */
  boolean fill(Block.Name name) throws StorageException {
    Block block;
    synchronized (this) {
      Block known = blocks.get(name);
      if (known != null) {
        return !known.isLast();
      }
      block = begin(name);
    }
    if (block == null) {
      return false;
    }
    load(name, block, false);
    synchronized (this) {
      return !block.isLast();
    }
  }

  /** Is one of those behind this one not there, and not under way? */
  synchronized boolean lacksNext(Block.Name name) {
    Block block = blocks.get(name);
    Block.Name at = name;
    for (int i = 0; i < settings.blocks() && block != null && !block.isLast(); i++) {
      at = at.next();
      block = blocks.get(at);
    }
    return block == null;
  }

  private Block readyOrAbsent(Block.Name name) throws StorageException {
    while (true) {
      Block block = blocks.get(name);
      if (block == null) {
        return null;
      }
      if (block.isReady()) {
        long now = ticker.getAsLong();
        if (block.isOlderThan(HOLDS, now) && block.isSpare(0, now)) {
          forget(name);
          return null;
        }
        return block;
      }
      try {
        wait(); // whoever loads it says when it is there, or is not coming
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StorageException(
            StorageException.Kind.UNAVAILABLE, "reading " + name.key() + " was broken off", e);
      }
    }
  }

  private Block begin(Block.Name name) {
    Block block = spare();
    if (block != null) {
      block.loading();
      blocks.put(name, block);
    }
    return block;
  }

  private void load(Block.Name name, Block block, boolean acquire) throws StorageException {
    int read = -1;
    try {
      long from = name.number() * settings.blockBytes();
      read = Math.max(0, store.read(name.key(), from, block.bytes.clear()));
    } finally {
      synchronized (this) {
        if (read < 0) {
          forget(name);
        } else {
          block.loaded(read, ticker.getAsLong());
          if (acquire) {
            block.acquire();
          }
        }
        notifyAll();
      }
    }
  }

  private void forget(Block.Name name) {
    free.push(blocks.remove(name));
  }

  /** The memory of a new block: null where all is in use. */
  private Block spare() {
    if (!free.isEmpty()) {
      return free.pop();
    }
    if (made < settings.most()) {
      Block block = new Block(settings.blockBytes());
      made++;
      return block;
    }
    long now = ticker.getAsLong();
    Iterator<Block> longestUnusedFirst = blocks.values().iterator();
    while (longestUnusedFirst.hasNext()) {
      Block block = longestUnusedFirst.next();
      if (block.isSpare(KEEP, now)) {
        longestUnusedFirst.remove();
        return block;
      }
    }
    return null;
  }
}
