package tv.aircheck.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tv.aircheck.storage.Disk;
import tv.aircheck.storage.DiskFile;
import tv.aircheck.storage.LocalDisk;

/** This machine's, where nobody waits for a sync: for tests in which no power is cut. */
public final class UnsyncedDisk implements Disk {
  private final LocalDisk disk = new LocalDisk();
  private long free = Long.MAX_VALUE;

  /** It says so from here on, whatever is written and deleted. */
  void sayFree(long bytes) {
    free = bytes;
  }

  @Override
  public long usableBytes(Path path) throws IOException {
    return Math.min(free, disk.usableBytes(path));
  }

  @Override
  public void sync(Path file) {}

  @Override
  public void syncDirectory(Path directory) {}

  private record UnsyncedFile(DiskFile file) implements DiskFile {
    @Override
    public void write(ByteBuffer... buffers) throws IOException {
      file.write(buffers);
    }

    @Override
    public void truncate(long bytes) throws IOException {
      file.truncate(bytes);
    }

    @Override
    public void sync() {}

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    return new UnsyncedFile(disk.create(file));
  }

  @Override
  public DiskFile reopen(Path file, long bytes) throws IOException {
    return new UnsyncedFile(disk.reopen(file, bytes));
  }

  @Override
  public DiskFile append(Path file) throws IOException {
    return new UnsyncedFile(disk.append(file));
  }

  @Override
  public FileChannel read(Path file) throws IOException {
    return disk.read(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public boolean link(Path existing, Path link) throws IOException {
    return disk.link(existing, link);
  }

  @Override
  public boolean delete(Path path) throws IOException {
    return disk.delete(path);
  }

  @Override
  public boolean createDirectory(Path directory) throws IOException {
    return disk.createDirectory(directory);
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
}
