package tv.aircheck.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import tv.aircheck.storage.Disk.DiskEntry;

/**
 * One page of a directory store's listing: walks the folders in the order of keys, into none that
 * the prefix or the cursor rules out, so that a page costs about as much as the folders it shows.
 */
final class DirectoryListing {
  private final Path root;
  private final Disk disk;
  private final String prefix;
  private final String cursor;
  private final int max;
  private final List<ObjectInfo> found = new ArrayList<>();

  DirectoryListing(Path root, Disk disk, String prefix, String cursor, int max) {
    this.root = root;
    this.disk = disk;
    this.prefix = prefix;
    this.cursor = cursor;
    this.max = max;
  }

  Listing page() throws IOException {
    visit(root, "");
    if (found.size() <= max) {
      return new Listing(found, null);
    }
    List<ObjectInfo> page = found.subList(0, max);
    return new Listing(page, page.get(max - 1).key());
  }

  /** Stops one object past the page: that one tells that there is a next. */
  private void visit(Path folder, String folderKey) throws IOException {
    List<DiskEntry> entries = new ArrayList<>(disk.list(folder));
    entries.sort(Comparator.comparing(DirectoryListing::sortKey));
    for (DiskEntry entry : entries) {
      if (found.size() > max) {
        return;
      }
      if (entry.name().startsWith(".")) {
        continue; // Ours, not an object: keys have no part that begins with a dot.
      }
      String key = folderKey + sortKey(entry);
      if (entry.isDirectory()) {
        if (mayHold(key)) {
          visit(folder.resolve(entry.name()), key);
        }
      } else if (key.startsWith(prefix) && key.compareTo(cursor) > 0) {
        found.add(info(key, entry, OptionalInt.empty()));
      }
    }
  }

  /** Whatever lies in a folder can be read, and costs the same. */
  static ObjectInfo info(String key, DiskEntry file, OptionalInt crc32c) {
    return new ObjectInfo(
        key, file.bytes(), crc32c, file.writtenAt(), Tier.STANDARD, Availability.READY);
  }

  private boolean mayHold(String folderKey) {
    boolean inPrefix = folderKey.startsWith(prefix) || prefix.startsWith(folderKey);
    boolean pastCursor = folderKey.compareTo(cursor) > 0 || cursor.startsWith(folderKey);
    return inPrefix && pastCursor;
  }

  /** A folder sorts as its keys do: "a/b" comes after "a-b". */
  private static String sortKey(DiskEntry entry) {
    return entry.isDirectory() ? entry.name() + "/" : entry.name();
  }
}
