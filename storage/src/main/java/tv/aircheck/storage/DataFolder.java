package tv.aircheck.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tv.aircheck.storage.StorageException.Kind;

/**
 * The folder that holds everything, held by one server at a time. The lock is the operating
 * system's: it ends with the process, however that ends; the file's words only tell who holds it.
 */
public final class DataFolder implements Closeable {
  private static final String LOCK_FILE = "aircheck.lock";
  private static final int LONGEST_HOLDER = 512;

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the folder if need be and takes it.
   *
   * @param holder who takes it, in words for the one who comes second: "aircheck serve, process
   *     4711, since …"
   */
  public static DataFolder take(Path folder, String holder) throws StorageException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw StorageException.of("create data folder", folder, e);
    }
    Path file = folder.resolve(LOCK_FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        StorageException taken = taken(folder, channel);
        channel.close();
        throw taken;
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(holder), 0);
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw StorageException.of("use data folder", folder, e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // Held by this very process.
    }
  }

  private static StorageException taken(Path folder, FileChannel channel) throws IOException {
    ByteBuffer words = ByteBuffer.allocate(LONGEST_HOLDER);
    channel.read(words, 0);
    String holder = StandardCharsets.UTF_8.decode(words.flip()).toString().strip();
    return new StorageException(
        Kind.DENIED,
        "data folder %s is in use by %s: stop it, or choose another folder"
            .formatted(folder, holder.isEmpty() ? "another process" : holder));
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
