package tv.aircheck.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import tv.aircheck.storage.Disk.DiskEntry;
import tv.aircheck.storage.StorageException.Kind;

/**
 * A folder as the store: each object a file named by its key. How a put becomes durable, and what a
 * crash after each step leaves; in every case putting again completes it:
 *
 * <ol>
 *   <li>compare the offered file with its checksum: nothing
 *   <li>sync the offered file, or, on another file system, its copy under {@value #INCOMING}: at
 *       most a left-over copy, which {@link #removeLeftOvers} deletes
 *   <li>note the checksum in the folder: a line without an object, which means nothing
 *   <li>link the file to its key, which fails if the key is taken: the object, its name perhaps not
 *       yet durable
 *   <li>sync the folder: the object
 * </ol>
 *
 * From the spool on the same file system no byte is copied: the object is the spool's file under a
 * second name, and both are never written again. Any thread; commands may work on the folder beside
 * a server.
 */
public final class DirectoryStore implements ObjectStore {
  private static final String INCOMING = ".incoming";

  private static final long PROCESS = ProcessHandle.current().pid();

  /** A folder may vanish, emptied by a delete, between making it and using it. */
  private static final int ATTEMPTS = 4;

  private final Path root;
  private final Disk disk;
  private final Folders folders;
  private final Checksums checksums;
  private final AtomicLong copies = new AtomicLong();

  private DirectoryStore(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
    this.folders = new Folders(root, disk);
    this.checksums = new Checksums(disk);
  }

  /** The root's parent must be there. */
  public static DirectoryStore open(Path root, Disk disk) throws StorageException {
    DirectoryStore store = new DirectoryStore(root.toAbsolutePath().normalize(), disk);
    try {
      disk.createDirectory(store.root);
      disk.syncDirectory(store.root.getParent());
      return store;
    } catch (IOException e) {
      throw StorageException.of("open store", root, e);
    }
  }

  /**
   * Deletes copies that a crash left unfinished. For the one server of the data folder, before its
   * first put.
   */
  public void removeLeftOvers() throws StorageException {
    try {
      for (DiskEntry leftOver : disk.list(incoming())) {
        disk.delete(incoming().resolve(leftOver.name()));
      }
    } catch (IOException e) {
      throw StorageException.of("tidy", incoming(), e);
    }
  }

  @Override
  public PutResult putIfAbsent(String key, Path file, int crc32c) throws StorageException {
    Path object = path(key);
    try {
      if (disk.size(object) < 0) {
        verify(file, FileChecksum.of(disk, file), crc32c);
        if (putLinked(object, file, crc32c) || putCopied(object, file, crc32c)) {
          return PutResult.STORED;
        }
      }
      return alreadyThere(key, object, crc32c);
    } catch (FileAlreadyExistsException e) {
      return lostRace(key, object, crc32c);
    } catch (IOException e) {
      throw StorageException.of("store", file + " as " + key, e);
    }
  }

  @Override
  public PutResult putIfAbsent(String key, ByteBuffer bytes) throws StorageException {
    Path object = path(key);
    int crc32c = FileChecksum.of(bytes);
    try {
      if (disk.size(object) < 0 && putMade(object, crc32c, out -> out.write(bytes.duplicate()))) {
        return PutResult.STORED;
      }
      return alreadyThere(key, object, crc32c);
    } catch (FileAlreadyExistsException e) {
      return lostRace(key, object, crc32c);
    } catch (IOException e) {
      throw StorageException.of("store", bytes.remaining() + " bytes as " + key, e);
    }
  }

  @Override
  public PutResult copyIfAbsent(String from, String to) throws StorageException {
    Path source = path(from);
    Path object = path(to);
    requireThere(from);
    try {
      int crc32c = crc32c(source);
      try {
        if (disk.size(object) < 0
            && (putLinked(object, source, crc32c) || putCopied(object, source, crc32c))) {
          return PutResult.STORED;
        }
        return alreadyThere(to, object, crc32c);
      } catch (FileAlreadyExistsException e) {
        return lostRace(to, object, crc32c);
      }
    } catch (IOException e) {
      throw StorageException.of("copy", from + " to " + to, e);
    }
  }

  /** False if the file lies on another file system than the store. */
  private boolean putLinked(Path object, Path file, int crc32c) throws IOException {
    disk.sync(file);
    return publish(object, file, crc32c);
  }

  private boolean putCopied(Path object, Path file, int crc32c) throws IOException {
    return putMade(
        object, crc32c, out -> verify(file, FileChecksum.copy(disk, file, out::write), crc32c));
  }

  private boolean putMade(Path object, int crc32c, Content content) throws IOException {
    folders.make(incoming());
    Path copy = newCopy();
    try {
      try (DiskFile out = disk.reopen(copy, 0)) {
        content.writeTo(out);
        out.sync();
      }
      return publish(object, copy, crc32c);
    } finally {
      disk.delete(copy);
    }
  }

  /** A name that neither a crash nor a command running beside has used. */
  private Path newCopy() throws IOException {
    Path copy;
    do {
      copy = incoming().resolve("copy-" + PROCESS + "-" + copies.incrementAndGet());
    } while (disk.size(copy) >= 0);
    disk.create(copy).close();
    return copy;
  }

  private static void verify(Path file, int found, int expected) throws StorageException {
    if (found != expected) {
      throw new StorageException(
          Kind.CORRUPT,
          "%s has CRC-32C %08x, and had %08x when it was sealed: it is not stored"
              .formatted(file, found, expected));
    }
  }

  private boolean publish(Path object, Path durable, int crc32c) throws IOException {
    Path folder = object.getParent();
    for (int attempt = 1; ; attempt++) {
      folders.make(folder);
      try {
        checksums.note(object, crc32c);
        if (!disk.link(durable, object)) {
          return false;
        }
        disk.syncDirectory(folder);
        return true;
      } catch (NoSuchFileException e) {
        folders.forget(folder);
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private PutResult lostRace(String key, Path object, int crc32c) throws StorageException {
    try {
      return alreadyThere(key, object, crc32c);
    } catch (IOException e) {
      throw StorageException.of("compare", key, e);
    }
  }

  private PutResult alreadyThere(String key, Path object, int crc32c) throws IOException {
    int stored = crc32c(object);
    if (stored != crc32c) {
      throw new ChecksumConflict(key, crc32c, stored);
    }
    // Whoever linked it may have died before this.
    folders.make(object.getParent());
    disk.syncDirectory(object.getParent());
    return PutResult.ALREADY_THERE;
  }

  private int crc32c(Path object) throws IOException {
    Set<Integer> noted = checksums.of(object);
    return noted.size() == 1 ? noted.iterator().next() : FileChecksum.of(disk, object);
  }

  @Override
  public int read(String key, long offset, ByteBuffer dst) throws StorageException {
    try (FileChannel channel = disk.read(path(key))) {
      int total = 0;
      while (dst.hasRemaining()) {
        int n = channel.read(dst, offset + total);
        if (n < 0) {
          return total == 0 ? -1 : total;
        }
        total += n;
      }
      return total;
    } catch (IOException e) {
      throw StorageException.of("read", key, e);
    }
  }

  @Override
  public Optional<ObjectInfo> head(String key) throws StorageException {
    Path object = path(key);
    try {
      Optional<DiskEntry> file = disk.look(object).filter(found -> !found.isDirectory());
      if (file.isEmpty()) {
        return Optional.empty();
      }
      OptionalInt crc =
          checksums.of(object).isEmpty() ? OptionalInt.empty() : OptionalInt.of(crc32c(object));
      return Optional.of(DirectoryListing.info(key, file.get(), crc));
    } catch (IOException e) {
      throw StorageException.of("look at", key, e);
    }
  }

  @Override
  public Listing list(String prefix, String cursor, int max) throws StorageException {
    try {
      return new DirectoryListing(root, disk, prefix, cursor, max).page();
    } catch (IOException e) {
      throw StorageException.of("list", "'" + prefix + "' of " + root, e);
    }
  }

  @Override
  public void delete(Collection<String> keys) throws StorageException {
    Set<Path> touched = new TreeSet<>();
    for (String key : keys) {
      Path object = path(key);
      try {
        if (disk.delete(object)) {
          touched.add(object.getParent());
        }
      } catch (IOException e) {
        throw StorageException.of("delete", key, e);
      }
    }
    for (Path folder : touched) {
      settle(folder);
    }
  }

  /** Makes deletes durable; the last object takes the folder and its checksums with it. */
  private void settle(Path folder) throws StorageException {
    try {
      disk.syncDirectory(folder);
      if (disk.list(folder).stream().allMatch(left -> left.name().equals(Checksums.FILE))) {
        disk.delete(folder.resolve(Checksums.FILE));
        folders.prune(folder, root);
      }
    } catch (IOException e) {
      throw StorageException.of("delete from", folder, e);
    }
  }

  /** A folder has one tier: there is nothing to change, and nothing to bring back. */
  @Override
  public void changeTier(String key, Tier tier) throws StorageException {
    requireThere(key);
    if (tier != Tier.STANDARD) {
      throw new StorageException(
          Kind.INVALID, "%s cannot become %s: a folder has no tiers".formatted(key, tier));
    }
  }

  @Override
  public void restore(String key, Duration keep) throws StorageException {
    requireThere(key);
    throw new StorageException(
        Kind.INVALID, key + " need not be brought back: nothing is archived in a folder");
  }

  private void requireThere(String key) throws StorageException {
    if (head(key).isEmpty()) {
      throw new StorageException(Kind.NOT_FOUND, "there is no " + key);
    }
  }

  private Path incoming() {
    return root.resolve(INCOMING);
  }

  private Path path(String key) throws StorageException {
    return root.resolve(ObjectKey.require(key));
  }

  private interface Content {
    void writeTo(DiskFile file) throws IOException;
  }
}
