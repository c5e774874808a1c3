package tv.aircheck.recorder.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import tv.aircheck.storage.Disk;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/**
 * The folder in which a bundle is made before it goes to the store. One process has it at a time:
 * what lies there when it is taken was left by one that was killed, and is deleted.
 */
final class Scratch implements Closeable {
  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel lock;
  private final Disk disk;
  private final long leastFreeBytes;

  private Scratch(Path folder, FileChannel lock, Disk disk, long leastFreeBytes) {
    this.folder = folder;
    this.lock = lock;
    this.disk = disk;
    this.leastFreeBytes = leastFreeBytes;
  }

  static Scratch take(BundleParts parts) throws StorageException {
    Path folder = parts.scratch();
    FileChannel lock = null;
    try {
      Files.createDirectories(folder);
      lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(lock)) {
        throw new StorageException(
            Kind.DENIED, "another process makes bundles in " + folder + ": wait until it is done");
      }
      Scratch scratch = new Scratch(folder, lock, parts.disk(), parts.leastFreeBytes());
      scratch.clear();
      lock = null;
      return scratch;
    } catch (IOException e) {
      throw StorageException.of("make bundles in", folder, e);
    } finally {
      closeIfLeft(lock);
    }
  }

  /** It ends with the process, however that ends. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void closeIfLeft(FileChannel lock) throws StorageException {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw StorageException.of("close", LOCK, e);
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        if (!file.getFileName().toString().equals(LOCK)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** A name for a file of a length, if there is room for it. */
  Path file(String name, long bytes) throws StorageException {
    try {
      long free = disk.usableBytes(folder);
      if (free - bytes < leastFreeBytes) {
        throw new StorageException(
            Kind.FULL,
            "%s takes %d MiB in %s, where %d MiB are free and %d MiB have to stay so: make room, or set bundles.most-bytes lower"
                .formatted(name, bytes >> 20, folder, free >> 20, leastFreeBytes >> 20));
      }
      return folder.resolve(name);
    } catch (IOException e) {
      throw StorageException.of("measure", folder, e);
    }
  }

  @Override
  public void close() throws StorageException {
    try (lock) {
      clear();
    } catch (IOException e) {
      throw StorageException.of("clear", folder, e);
    }
  }
}
