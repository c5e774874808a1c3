package tv.aircheck.recorder.verify;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.GZIPOutputStream;
import tv.aircheck.index.IndexFile;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Copies of the index in the store: consistent, taken while it is in use, compressed, named by the
 * moment. The way back is in docs/OPERATING.md.
 */
public final class IndexBackup {
  public static final String PREFIX = "backups/index/";

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path indexFile;
  private final ObjectStore store;
  private final InstantSource clock;

  public IndexBackup(Path indexFile, ObjectStore store, InstantSource clock) {
    this.indexFile = indexFile;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What was made, and what went for it.
   *
   * @param bytes of the compressed copy
   * @param dropped keys of older ones that were deleted
   */
  public record Result(String key, long bytes, List<String> dropped) {}

  /**
   * @param keep how many to keep, this one among them; 0 for all
   */
  public Result run(int keep) throws IOException {
    // Beside the index: there is room for one of its size where it lies.
    Path copy = Files.createTempFile(indexFile.toAbsolutePath().getParent(), "backup", ".db");
    Path packed = copy.resolveSibling(copy.getFileName() + ".gz");
    try {
      Files.delete(copy);
      IndexFile.copy(indexFile, copy);
      CRC32C crc = new CRC32C();
      try (OutputStream out =
          new GZIPOutputStream(
              new CheckedOutputStream(
                  new BufferedOutputStream(Files.newOutputStream(packed)), crc))) {
        Files.copy(copy, out);
      }
      String key = PREFIX + NAME.format(clock.instant()) + ".db.gz";
      store.putIfAbsent(key, packed, (int) crc.getValue());
      return new Result(key, Files.size(packed), keep == 0 ? List.of() : drop(keep));
    } finally {
      IndexFile.delete(copy);
      Files.deleteIfExists(packed);
    }
  }

  /** All there are, the oldest first. */
  public static List<ObjectInfo> list(ObjectStore store) throws StorageException {
    List<ObjectInfo> found = new ArrayList<>();
    StoreWalk walk = new StoreWalk(store, PREFIX);
    for (ObjectInfo next = walk.next(); next != null; next = walk.next()) {
      found.add(next);
    }
    return found;
  }

  private List<String> drop(int keep) throws StorageException {
    List<String> keys = list(store).stream().map(ObjectInfo::key).toList();
    List<String> over = keys.subList(0, Math.max(0, keys.size() - keep));
    store.delete(over);
    return over;
  }
}
