package tv.aircheck.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes folders under a root and sees to it that they survive a power cut. A folder found on disk
 * may have been made by a run that died before syncing it, so each is synced once in every run
 * before it is relied upon. Any thread.
 */
final class Folders {
  /** Forgetting costs a sync; remembering every take of a year costs memory. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Path root;
  private final Disk disk;
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  Folders(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  /** The folder and all between it and the root are there, durably. */
  void make(Path folder) throws IOException {
    if (durable.contains(folder)) {
      return;
    }
    if (!folder.equals(root)) {
      make(folder.getParent());
      disk.createDirectory(folder);
      disk.syncDirectory(folder.getParent());
    }
    if (durable.size() >= MOST_REMEMBERED) {
      durable.clear();
    }
    durable.add(folder);
  }

  /** It turned out not to be there: someone removed it since. */
  void forget(Path folder) {
    for (Path at = folder; at != null && !at.equals(root); at = at.getParent()) {
      durable.remove(at);
    }
  }

  /** Removes a folder, and those above it up to {@code keep}, as far as they are empty. */
  void prune(Path folder, Path keep) throws IOException {
    for (Path at = folder; !at.equals(keep) && at.startsWith(keep); at = at.getParent()) {
      if (!disk.list(at).isEmpty()) {
        return;
      }
      durable.remove(at);
      try {
        disk.delete(at);
      } catch (java.nio.file.DirectoryNotEmptyException e) {
        return; // Someone put something there in between: it stays.
      }
    }
  }
}
