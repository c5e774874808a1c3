package tv.aircheck.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A real folder on a disk that misbehaves as told: it fills up, fails, dies after any step, and
 * forgets on a power cut what was not synced. Steps are the calls that change something; each has a
 * line in {@link #trace()}.
 *
 * <p>After a crash every call fails. To see what a killed process left, look with a {@link
 * LocalDisk}; to see what a power cut left, call {@link #cutPower} first.
 */
public final class FaultyDisk implements Disk {
  private final LocalDisk disk = new LocalDisk();
  private final Durability durability = new Durability();
  private final List<String> trace = new ArrayList<>();
  private int stepsLeft = Integer.MAX_VALUE;
  private long room = Long.MAX_VALUE;
  private boolean links = true;
  private Predicate<String> failing = step -> false;

  /**
   * The step after so many more fails without effect, or, if it is a write, after half of it; so do
   * all others.
   */
  public FaultyDisk crashAfter(int steps) {
    stepsLeft = steps;
    return this;
  }

  /**
   * What is written beyond so many more bytes fails for want of space, after as much as there was
   * room for.
   */
  public FaultyDisk leaveRoom(long bytes) {
    room = bytes;
    return this;
  }

  /** Steps whose line in the trace the predicate picks fail as a broken disk does. */
  public FaultyDisk failWhen(Predicate<String> step) {
    failing = step;
    return this;
  }

  /** Files cannot be linked, as if source and target lay on different file systems. */
  public FaultyDisk withoutLinks() {
    links = false;
    return this;
  }

  /** The steps tried so far: "write 0000000000000000.part", "sync directory take" and so on. */
  public List<String> trace() {
    return List.copyOf(trace);
  }

  /** Takes back what was not synced. No file may be open. */
  public void cutPower() {
    try {
      durability.restore();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void step(String what, Path path) throws IOException {
    String line = what + " " + path.getFileName();
    trace.add(line);
    if (stepsLeft <= 0) {
      throw new IOException("crashed before: " + line);
    }
    stepsLeft--;
    if (failing.test(line)) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    step("create", file);
    DiskFile created = disk.create(file);
    durability.appeared(file);
    return new FaultyFile(file, created);
  }

  @Override
  public DiskFile reopen(Path file, long bytes) throws IOException {
    step("reopen", file);
    durability.changes(file);
    return new FaultyFile(file, disk.reopen(file, bytes));
  }

  @Override
  public DiskFile append(Path file) throws IOException {
    step("append to", file);
    boolean isNew = disk.size(file) < 0;
    DiskFile opened = disk.append(file);
    if (isNew) {
      durability.appeared(file);
    } else {
      durability.changes(file);
    }
    return new FaultyFile(file, opened);
  }

  @Override
  public FileChannel read(Path file) throws IOException {
    return disk.read(file);
  }

  @Override
  public void sync(Path file) throws IOException {
    step("sync", file);
    durability.synced(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step("rename", from);
    disk.rename(from, to);
    durability.renamed(from, to);
  }

  @Override
  public boolean link(Path existing, Path link) throws IOException {
    step("link", link);
    if (!links) {
      // A copy made on the store's own file system can be linked there.
      if (!existing.getParent().getFileName().toString().equals(".incoming")) {
        return false;
      }
    }
    boolean linked = disk.link(existing, link);
    durability.named(link);
    return linked;
  }

  @Override
  public boolean delete(Path path) throws IOException {
    step("delete", path);
    durability.deletes(path);
    return disk.delete(path);
  }

  @Override
  public boolean createDirectory(Path directory) throws IOException {
    step("make", directory);
    boolean made = disk.createDirectory(directory);
    if (made) {
      durability.named(directory);
    }
    return made;
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    step("sync directory", directory);
    durability.directorySynced(directory);
  }

  @Override
  public List<DiskEntry> list(Path directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public Optional<DiskEntry> look(Path path) throws IOException {
    return disk.look(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return disk.size(file);
  }

  @Override
  public int links(Path file) throws IOException {
    return disk.links(file);
  }

  @Override
  public long usableBytes(Path path) throws IOException {
    return Math.min(room, disk.usableBytes(path));
  }

  private final class FaultyFile implements DiskFile {
    private final Path openedAs;
    private final DiskFile file;

    FaultyFile(Path openedAs, DiskFile file) {
      this.openedAs = openedAs;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer... buffers) throws IOException {
      ByteBuffer all = joined(buffers);
      try {
        step("write", openedAs);
      } catch (IOException e) {
        if (stepsLeft <= 0) {
          file.write(all.limit(all.limit() / 2));
        }
        throw e;
      }
      boolean fits = all.remaining() <= room;
      all.limit((int) Math.min(all.limit(), room));
      room -= all.remaining();
      file.write(all);
      if (!fits) {
        throw new IOException("No space left on device");
      }
    }

    private static ByteBuffer joined(ByteBuffer... buffers) {
      int length = 0;
      for (ByteBuffer buffer : buffers) {
        length += buffer.remaining();
      }
      ByteBuffer all = ByteBuffer.allocate(length);
      for (ByteBuffer buffer : buffers) {
        all.put(buffer);
      }
      return all.flip();
    }

    @Override
    public void truncate(long bytes) throws IOException {
      step("truncate", openedAs);
      file.truncate(bytes);
    }

    @Override
    public void sync() throws IOException {
      step("sync", openedAs);
      durability.synced(openedAs);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
