package tv.aircheck.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The disks of this machine. A thread that uses it must not be interrupted: that closes the file it
 * works on.
 */
public final class LocalDisk implements Disk {

  @Override
  public DiskFile create(Path file) throws IOException {
    return new LocalFile(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  @Override
  public DiskFile reopen(Path file, long bytes) throws IOException {
    LocalFile reopened = new LocalFile(FileChannel.open(file, StandardOpenOption.WRITE));
    try {
      reopened.truncate(bytes);
      return reopened;
    } catch (IOException e) {
      reopened.close();
      throw e;
    }
  }

  @Override
  public DiskFile append(Path file) throws IOException {
    return new LocalFile(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  @Override
  public FileChannel read(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  @Override
  public void sync(Path file) throws IOException {
    // Opened for writing: not every system lets a read-only descriptor be synced.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public boolean link(Path existing, Path link) throws IOException {
    try {
      Files.createLink(link, existing);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      if (Files.getFileStore(existing).equals(Files.getFileStore(link.getParent()))) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public boolean delete(Path path) throws IOException {
    return Files.deleteIfExists(path);
  }

  @Override
  public boolean createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public List<DiskEntry> list(Path directory) throws IOException {
    List<DiskEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        // Deleted between the listing and the look: then it is not there, which is right.
        look(path).ifPresent(entries::add);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  @Override
  public Optional<DiskEntry> look(Path path) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      boolean directory = attributes.isDirectory();
      String name = path.getFileName().toString();
      long bytes = directory ? 0 : attributes.size();
      Instant writtenAt = attributes.lastModifiedTime().toInstant();
      return Optional.of(new DiskEntry(name, directory, bytes, writtenAt));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public long size(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile() ? attributes.size() : -1;
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  @Override
  public int links(Path file) throws IOException {
    try {
      return Files.getAttribute(file, "unix:nlink") instanceof Integer links ? links : 1;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return 1; // no file system of Unix
    }
  }

  @Override
  public long usableBytes(Path path) throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  private record LocalFile(FileChannel channel) implements DiskFile {
    @Override
    public void write(ByteBuffer... buffers) throws IOException {
      long remaining = 0;
      for (ByteBuffer buffer : buffers) {
        remaining += buffer.remaining();
      }
      while (remaining > 0) {
        remaining -= buffers.length == 1 ? channel.write(buffers[0]) : channel.write(buffers);
      }
    }

    @Override
    public void truncate(long bytes) throws IOException {
      channel.truncate(bytes);
      channel.position(bytes);
    }

    @Override
    public void sync() throws IOException {
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
