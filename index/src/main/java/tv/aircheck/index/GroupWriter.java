package tv.aircheck.index;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes what has gathered while the last group was being committed,
 * runs each work under a savepoint of its own, commits them together, and only then tells the
 * callers.
 */
final class GroupWriter {
  private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

  /** Bounds how long another process waits for the write lock. */
  private static final int GROUP = 256;

  private static final String SAVEPOINT = "work";

  private final Jdbi jdbi;
  private final Dialect dialect;
  private final WorkQueue queue;
  private final Thread thread;
  private volatile IndexListener listener = IndexListener.NONE;
  private Handle handle;

  GroupWriter(Jdbi jdbi, Dialect dialect, int queuedWorks) {
    this.jdbi = jdbi;
    this.dialect = dialect;
    this.queue = new WorkQueue(queuedWorks);
    this.thread = new Thread(this::run, "index-writer");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** In the place of the one before. */
  void listener(IndexListener told) {
    listener = told;
  }

  <T> CompletableFuture<T> write(Work<T> work) {
    PendingWork<T> pending = new PendingWork<>(work);
    try {
      if (!queue.add(pending)) {
        pending.lost(unavailable("the index is closed", null));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pending.lost(unavailable("interrupted while waiting for the index", e));
    }
    return pending.future();
  }

  /** Whether the caller is a work, which must not wait for another. */
  boolean isWriter() {
    return Thread.currentThread() == thread;
  }

  /** Writes what is queued and stops; gives up waiting when interrupted. */
  void close() {
    queue.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      List<PendingWork<?>> group = queue.take(GROUP);
      while (!group.isEmpty()) {
        commit(group);
        group = queue.take(GROUP);
      }
    } catch (InterruptedException e) {
      log.error("the index writer was interrupted; nothing more is written to {}", dialect.where());
      queue.close();
    } finally {
      disconnect();
    }
  }

  private void commit(List<PendingWork<?>> group) {
    Notes notes = new Notes();
    try {
      Handle connection = connect();
      connection.begin();
      Transaction tx = new Transaction(Handles.of(connection, dialect, notes));
      for (PendingWork<?> work : group) {
        connection.savepoint(SAVEPOINT);
        int before = notes.size();
        if (work.run(tx)) {
          connection.releaseSavepoint(SAVEPOINT);
        } else {
          connection.rollbackToSavepoint(SAVEPOINT);
          notes.backTo(before);
        }
      }
      connection.commit();
    } catch (Exception | LinkageError e) {
      // Full disk, lock held too long, a driver whose native part finds no room in /tmp: the
      // callers
      // decide; the connection is in doubt, so a new one comes next. Nothing may end this thread,
      // or all who write would wait for ever.
      disconnect();
      IndexException cause = dialect.translate(e);
      group.forEach(work -> work.lost(cause));
      return;
    }
    group.forEach(PendingWork::committed);
    if (!notes.isEmpty()) {
      tell(notes);
    }
  }

  private void tell(Notes notes) {
    try {
      listener.committed(notes.once());
    } catch (RuntimeException e) {
      log.error("whoever is told of changes failed", e);
    }
  }

  private Handle connect() {
    if (handle == null) {
      handle = jdbi.open();
    }
    return handle;
  }

  private void disconnect() {
    if (handle == null) {
      return;
    }
    try {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
      handle.close();
    } catch (JdbiException e) {
      // It is being thrown away because of a failure that its callers have been told.
      log.debug("closing a connection to {}", dialect.where(), e);
    }
    handle = null;
  }

  private static IndexException unavailable(String words, Throwable cause) {
    return new IndexException(IndexException.Kind.UNAVAILABLE, words, cause);
  }
}
