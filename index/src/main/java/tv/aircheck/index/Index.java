package tv.aircheck.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What exists: channels, broadcasts, takes, segments, gaps, uploads. The front door of the module.
 *
 * <p>Queries block and may be asked from any thread. Writes go through one thread ({@link #write});
 * other processes may write beside it, each for a moment at a time.
 */
public final class Index implements IndexReads, Closeable {
  private final ReaderPool readers;
  private final GroupWriter writer;
  private final Questions questions;
  private final Jobs jobs;
  private final Bundles bundles;
  private final Clips clips;
  private final Credentials credentials;

  private record Questions(
      Channels channels,
      Broadcasts broadcasts,
      Takes takes,
      Segments segments,
      Gaps gaps,
      Uploads uploads,
      Manifests manifests,
      Verifications verifications,
      Retention retention,
      Audit audit,
      Adoption adoption,
      RemovedTakes removedTakes) {

    static Questions on(Handles handles) {
      return new Questions(
          new Channels(handles),
          new Broadcasts(handles),
          new Takes(handles),
          new Segments(handles),
          new Gaps(handles),
          new Uploads(handles),
          new Manifests(handles),
          new Verifications(handles),
          new Retention(handles),
          new Audit(handles),
          new Adoption(handles),
          new RemovedTakes(handles));
    }
  }

  private Index(IndexSettings settings, Dialect dialect) {
    readers = new ReaderPool(dialect, settings.readers());
    questions = Questions.on(readers);
    jobs = new Jobs(readers);
    bundles = new Bundles(readers);
    clips = new Clips(readers);
    credentials = new Credentials(readers);
    writer = new GroupWriter(KeptStatements.on(dialect.writer()), dialect, settings.queuedWorks());
  }

  /** Whether {@link #open} would change the schema of the one that is there. */
  public static boolean isOld(IndexSettings settings) {
    return new Schema(new SqliteDialect(settings.file(), settings.busyTimeout())).isOld();
  }

  /**
   * Opens the index, creating or migrating it when needed.
   *
   * @throws IndexException TOO_NEW when a newer program wrote it; else by what is wrong with the
   *     file
   */
  public static Index open(IndexSettings settings) {
    Dialect dialect = new SqliteDialect(settings.file(), settings.busyTimeout());
    makeFolder(settings.file());
    Schema schema = new Schema(dialect);
    if (schema.isOld()) {
      migrateAlone(settings.file(), schema);
    }
    Index index = new Index(settings, dialect);
    index.writer.start();
    return index;
  }

  /**
   * Asks an empty database in memory for nothing, which loads the driver and what stands on it. No
   * setting changes that, and it is most of what the first {@link #open} of a process takes: a
   * program can have it done on another thread while it reads its settings.
   *
   * @throws IndexException when the database cannot be had; {@link #open} will then say the same
   */
  public static void warmUp() {
    Dialect dialect = new SqliteDialect(Path.of(":memory:"), Duration.ZERO);
    try (ReaderPool memory = new ReaderPool(dialect, 1)) {
      memory.with(
          h -> h.createQuery("SELECT :n").bindMap(Map.of("n", 1)).mapTo(Integer.class).one());
    }
  }

  /**
   * A file lock, since Flyway has no lock of its own on SQLite; the second comer finds the work
   * done.
   */
  private static void migrateAlone(Path file, Schema schema) {
    Path lockFile = file.resolveSibling(file.getFileName() + ".migrate");
    synchronized (Index.class) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && schema.isOld()) {
          schema.migrate();
        }
      } catch (IOException e) {
        throw denied(file, e);
      }
    }
  }

  private static void makeFolder(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw denied(file, e);
    }
  }

  private static IndexException denied(Path file, IOException e) {
    return new IndexException(
        IndexException.Kind.DENIED, "cannot write beside the index " + file + ": " + e, e);
  }

  /**
   * Writes in a transaction shared with other callers. The future completes once it is on disk, on
   * the writer's thread: what depends on it and takes time belongs elsewhere. A full queue makes
   * the caller wait.
   *
   * @return fails with what the work threw, which undid this work alone, or with an {@link
   *     IndexException} when the whole group was lost; in both cases nothing of it is written
   */
  public <T> CompletableFuture<T> write(Work<T> work) {
    return writer.write(work);
  }

  /** Tells somebody of what is written from here on; whoever was told before is told no more. */
  public void listener(IndexListener listener) {
    writer.listener(listener);
  }

  /** {@link #write}, waited for. */
  public <T> T writeNow(Work<T> work) {
    if (writer.isWriter()) {
      throw new IllegalStateException("a work cannot wait for another: use its transaction");
    }
    try {
      return write(work).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public Channels channels() {
    return questions.channels();
  }

  @Override
  public Broadcasts broadcasts() {
    return questions.broadcasts();
  }

  @Override
  public Takes takes() {
    return questions.takes();
  }

  @Override
  public Segments segments() {
    return questions.segments();
  }

  @Override
  public Gaps gaps() {
    return questions.gaps();
  }

  @Override
  public Uploads uploads() {
    return questions.uploads();
  }

  @Override
  public Manifests manifests() {
    return questions.manifests();
  }

  @Override
  public Verifications verifications() {
    return questions.verifications();
  }

  @Override
  public Adoption adoption() {
    return questions.adoption();
  }

  @Override
  public RemovedTakes removedTakes() {
    return questions.removedTakes();
  }

  @Override
  public Bundles bundles() {
    return bundles;
  }

  @Override
  public Clips clips() {
    return clips;
  }

  @Override
  public Credentials credentials() {
    return credentials;
  }

  @Override
  public Retention retention() {
    return questions.retention();
  }

  @Override
  public Audit audit() {
    return questions.audit();
  }

  @Override
  public Jobs jobs() {
    return jobs;
  }

  /** Writes what is queued, then closes. */
  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
