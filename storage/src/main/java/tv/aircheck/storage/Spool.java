package tv.aircheck.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tv.aircheck.storage.Disk.DiskEntry;
import tv.aircheck.storage.StorageException.Kind;

/**
 * The recorder's local disk: segments being written, waiting for upload, or kept as a cache, at
 * {@code APP/NAME/TAKE/START_POSITION.flv}, and {@code .part} while one grows. Any thread; each
 * {@link SpoolSegment} has one writer.
 */
public final class Spool {
  /** A folder may vanish, emptied by a delete, between making it and using it. */
  private static final int ATTEMPTS = 4;

  private final Path root;
  private final Disk disk;
  private final Folders folders;
  private final GrowingSegments growing = new GrowingSegments();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final RecentUses uses = new RecentUses();

  private Spool(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
    this.folders = new Folders(root, disk);
  }

  /** The root's parent must be there. Counts what is there already. */
  public static Spool open(Path root, Disk disk) throws StorageException {
    Spool spool = new Spool(root.toAbsolutePath().normalize(), disk);
    try {
      disk.createDirectory(spool.root);
      disk.syncDirectory(spool.root.getParent());
      spool.walk(file -> spool.files.incrementAndGet(), spool.bytes::addAndGet);
      return spool;
    } catch (IOException e) {
      throw StorageException.of("open spool", root, e);
    }
  }

  /**
   * Begins a segment.
   *
   * @param headBytes how many bytes will be written before the first byte of the log
   * @param startMs timestamp of the first tag
   */
  public SpoolSegment create(SegmentKey key, int headBytes, long startMs) throws StorageException {
    Path path = key.growingPath(root);
    try {
      if (disk.size(key.sealedPath(root)) >= 0) {
        throw new StorageException(
            Kind.INVALID, key.sealedPath(root) + " is sealed: delete it before recording it anew");
      }
      DiskFile file = createIn(key.folder(root), path);
      files.incrementAndGet();
      return begin(new GrowingSegment(key, headBytes, startMs, 0), file);
    } catch (FileAlreadyExistsException e) {
      throw new StorageException(
          Kind.INVALID, path + " was left unfinished: reopen or delete it first", e);
    } catch (IOException e) {
      throw StorageException.of("create", path, e);
    }
  }

  private DiskFile createIn(Path folder, Path path) throws IOException {
    for (int attempt = 1; ; attempt++) {
      folders.make(folder);
      try {
        return disk.create(path);
      } catch (NoSuchFileException e) {
        folders.forget(folder);
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Begins to bring in a segment that is recorded already. One that an earlier try left unfinished
   * is begun anew.
   */
  public StagedSegment stage(SegmentKey key) throws StorageException {
    Path staged = key.stagedPath(root);
    try {
      disk.delete(staged);
      DiskFile file = createIn(key.folder(root), staged);
      return new StagedSegment(this, key, staged, file);
    } catch (IOException e) {
      throw StorageException.of("create", staged, e);
    }
  }

  /** A staged segment got its final name. */
  void adopted(SegmentKey key, long length) {
    files.incrementAndGet();
    bytes.addAndGet(length);
    uses.used(key);
  }

  /**
   * Goes on with an unfinished segment.
   *
   * @param wholeBytes length up to the last whole tag: what is beyond is cut off
   */
  public SpoolSegment reopen(SegmentKey key, int headBytes, long startMs, long wholeBytes)
      throws StorageException {
    Path path = key.growingPath(root);
    try {
      folders.make(key.folder(root));
      long before = disk.size(path);
      DiskFile file = disk.reopen(path, wholeBytes);
      bytes.addAndGet(wholeBytes - before);
      return begin(new GrowingSegment(key, headBytes, startMs, wholeBytes), file);
    } catch (IOException e) {
      throw StorageException.of("reopen", path, e);
    }
  }

  private SpoolSegment begin(GrowingSegment segment, DiskFile file) {
    growing.began(segment);
    return new SpoolSegment(this, segment, file);
  }

  /** Sealed or growing; the caller closes it. It stays readable through a seal and a delete. */
  public Optional<FileChannel> open(SegmentKey key) throws StorageException {
    Path sealed = key.sealedPath(root);
    try {
      // Sealed once more at the end: it may have been renamed between the first two.
      for (Path path : List.of(sealed, key.growingPath(root), sealed)) {
        Optional<FileChannel> channel = openIfThere(path);
        if (channel.isPresent()) {
          uses.used(key);
          return channel;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of("open", sealed, e);
    }
  }

  private Optional<FileChannel> openIfThere(Path path) throws IOException {
    try {
      return Optional.of(disk.read(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * What a crash left unfinished, in the order of positions. Asked once, before recording begins.
   */
  public List<SpoolFile> parts() throws StorageException {
    return found(false);
  }

  /** All sealed segments, each take in the order of positions. */
  public List<SpoolFile> sealed() throws StorageException {
    return found(true);
  }

  /**
   * All sealed segments, the longest unused first. To be sealed and to be read counts as use; what
   * was last used before the start, or very long ago, is oldest, by the time its take began.
   */
  public List<SpoolFile> sealedByUse() throws StorageException {
    List<SpoolFile> files = new ArrayList<>(found(true));
    Map<SpoolFile, Long> used = uses.of(files);
    files.sort(
        Comparator.<SpoolFile>comparingLong(used::get)
            .thenComparing(SpoolFile::takeId)
            .thenComparingLong(SpoolFile::startPosition));
    return files;
  }

  /**
   * What deleting a sealed segment gives back to the disk: nothing while the store on the same file
   * system holds the file under a second name.
   */
  public long ownBytes(SegmentKey key) throws StorageException {
    Path sealed = key.sealedPath(root);
    try {
      long bytes = disk.size(sealed);
      return bytes < 0 || disk.links(sealed) > 1 ? 0 : bytes;
    } catch (NoSuchFileException e) {
      return 0; // it went in between
    } catch (IOException e) {
      throw StorageException.of("look at", sealed, e);
    }
  }

  /** Length of a sealed segment, 0 if it is not there. */
  public long sealedBytes(SegmentKey key) throws StorageException {
    Path sealed = key.sealedPath(root);
    try {
      return Math.max(0, disk.size(sealed));
    } catch (IOException e) {
      throw StorageException.of("look at", sealed, e);
    }
  }

  private List<SpoolFile> found(boolean sealed) throws StorageException {
    List<SpoolFile> found = new ArrayList<>();
    try {
      walk(file -> addIf(file.sealed() == sealed, file, found), length -> {});
    } catch (IOException e) {
      throw StorageException.of("list spool", root, e);
    }
    found.sort(Comparator.comparing(SpoolFile::path));
    return found;
  }

  private static void addIf(boolean wanted, SpoolFile file, List<SpoolFile> found) {
    if (wanted) {
      found.add(file);
    }
  }

  private void walk(Consumer<SpoolFile> each, java.util.function.LongConsumer eachLength)
      throws IOException {
    for (DiskEntry app : disk.list(root)) {
      for (DiskEntry name : disk.list(root.resolve(app.name()))) {
        Path channel = root.resolve(app.name()).resolve(name.name());
        for (DiskEntry take : disk.list(channel)) {
          Path folder = channel.resolve(take.name());
          for (DiskEntry entry : disk.list(folder)) {
            Optional<SpoolFile> file =
                SpoolFile.parse(folder, app.name(), name.name(), entry.name());
            file.ifPresent(each);
            file.ifPresent(ours -> eachLength.accept(entry.bytes()));
          }
        }
      }
    }
  }

  /** Where a sealed segment lies, for {@link ObjectStore#putIfAbsent}. */
  public Path sealedPath(SegmentKey key) {
    return key.sealedPath(root);
  }

  /**
   * Takes a sealed segment that is damaged out of the spool, and keeps its file beside under
   * another name, which is no segment's, for somebody to look at. Durable on return.
   */
  public Path setAside(SegmentKey key) throws StorageException {
    Path sealed = key.sealedPath(root);
    Path aside = asidePath(sealed);
    try {
      long length = disk.size(sealed);
      disk.rename(sealed, aside);
      files.decrementAndGet();
      bytes.addAndGet(-Math.max(0, length));
      disk.syncDirectory(sealed.getParent());
      return aside;
    } catch (IOException e) {
      throw StorageException.of("set aside", sealed, e);
    }
  }

  public boolean wasSetAside(SegmentKey key) throws StorageException {
    Path aside = asidePath(key.sealedPath(root));
    try {
      return disk.size(aside) >= 0;
    } catch (IOException e) {
      throw StorageException.of("look at", aside, e);
    }
  }

  private static Path asidePath(Path sealed) {
    return sealed.resolveSibling(sealed.getFileName() + ".damaged");
  }

  /**
   * Durable on return. Also a segment that is not there counts as deleted; one that grows is not
   * touched.
   */
  public void delete(SegmentKey key) throws StorageException {
    uses.gone(key);
    delete(key.sealedPath(root));
  }

  /** For what recovery finds beyond repair. */
  public void delete(SpoolFile file) throws StorageException {
    delete(file.path());
  }

  private void delete(Path path) throws StorageException {
    try {
      long length = disk.size(path);
      if (disk.delete(path)) {
        files.decrementAndGet();
        bytes.addAndGet(-Math.max(0, length));
        disk.syncDirectory(path.getParent());
      }
      folders.prune(path.getParent(), root);
    } catch (IOException e) {
      throw StorageException.of("delete", path, e);
    }
  }

  public SpoolUsage usage() throws StorageException {
    try {
      return new SpoolUsage(files.get(), bytes.get(), disk.usableBytes(root));
    } catch (IOException e) {
      throw StorageException.of("measure", root, e);
    }
  }

  public GrowingSegments growing() {
    return growing;
  }

  void sealed(SegmentKey key) {
    uses.used(key);
  }

  void grew(long by) {
    bytes.addAndGet(by);
  }

  Path root() {
    return root;
  }

  Disk disk() {
    return disk;
  }
}
