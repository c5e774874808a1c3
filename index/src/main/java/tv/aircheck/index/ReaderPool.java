package tv.aircheck.index;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that questions are asked on: opened when needed, so many at most, and kept with
 * their prepared statements. One on which anything failed is thrown away. Any thread.
 */
final class ReaderPool implements Handles, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReaderPool.class);

  private final Jdbi jdbi;
  private final Dialect dialect;
  private final Semaphore free;
  private final int size;

  /** The one used last first: its pages are the warmest. */
  private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();

  private volatile boolean closed;

  ReaderPool(Dialect dialect, int size) {
    this.jdbi = KeptStatements.on(dialect.reader());
    this.dialect = dialect;
    this.size = size;
    this.free = new Semaphore(size);
  }

  @Override
  public <T> T with(Function<Handle, T> query) {
    free.acquireUninterruptibly();
    try {
      Handle handle = take();
      boolean sound = false;
      try {
        T answer = query.apply(handle);
        sound = true;
        return answer;
      } finally {
        if (sound) {
          idle.addFirst(handle);
        } else {
          discard(handle);
        }
      }
    } catch (JdbiException e) {
      throw dialect.translate(e);
    } finally {
      free.release();
    }
  }

  private Handle take() {
    if (closed) {
      throw new IndexException(
          IndexException.Kind.UNAVAILABLE, "the index " + dialect.where() + " is closed", null);
    }
    Handle kept = idle.pollFirst();
    if (kept != null) {
      return kept;
    }
    Handle opened = jdbi.open();
    opened.execute(dialect.readerInit());
    return opened;
  }

  private void discard(Handle handle) {
    try {
      handle.close();
    } catch (JdbiException e) {
      log.debug("closing a connection to {}", dialect.where(), e);
    }
  }

  /** Waits for questions that are being answered; later ones are refused. */
  @Override
  public void close() {
    closed = true;
    free.acquireUninterruptibly(size);
    idle.forEach(this::discard);
    idle.clear();
    free.release(size);
  }
}
