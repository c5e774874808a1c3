package tv.aircheck.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file system as far as what is stored depends on it: a seam, so that tests can fill the disk,
 * fail a write and cut the power after any step. Nothing here is durable before the file, or for
 * names the directory, is synced.
 */
public interface Disk {
  /**
   * A new, empty file. Fails with {@link java.nio.file.FileAlreadyExistsException} if there is one.
   */
  DiskFile create(Path file) throws IOException;

  /** An existing file, cut to its first {@code bytes} bytes; writing goes on there. */
  DiskFile reopen(Path file, long bytes) throws IOException;

  /** An existing or new file; every write goes to its end at that moment, whoever else writes. */
  DiskFile append(Path file) throws IOException;

  /** For reading by range. The caller closes it. */
  FileChannel read(Path file) throws IOException;

  /** Makes a file's content durable that another process or an earlier run may have written. */
  void sync(Path file) throws IOException;

  /** Atomic, within one directory. */
  void rename(Path from, Path to) throws IOException;

  /**
   * A second name for a file's bytes, atomically; never replaces.
   *
   * @return false if the two are on different file systems
   */
  boolean link(Path existing, Path link) throws IOException;

  /** A file or an empty directory; false if there was none. */
  boolean delete(Path path) throws IOException;

  /** False if it was there already. The parent must be there. */
  boolean createDirectory(Path directory) throws IOException;

  /** Makes the names in a directory durable. */
  void syncDirectory(Path directory) throws IOException;

  /** Unordered; empty if there is no such directory. */
  List<DiskEntry> list(Path directory) throws IOException;

  /** What is there under this name, if anything is. */
  Optional<DiskEntry> look(Path path) throws IOException;

  /** Length of a regular file, -1 if there is none. */
  long size(Path file) throws IOException;

  /** How many names a file has; 1 where the file system does not tell. */
  int links(Path file) throws IOException;

  long usableBytes(Path path) throws IOException;

  /**
   * A name in a directory.
   *
   * @param bytes 0 for directories
   * @param writtenAt when its content last changed
   */
  record DiskEntry(String name, boolean isDirectory, long bytes, Instant writtenAt) {}
}
