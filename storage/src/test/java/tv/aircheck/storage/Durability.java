package tv.aircheck.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of a folder would survive a power cut: the bytes of each file up to its last sync, and the
 * names in each directory as of its last sync. The strictest reading of POSIX: real file systems
 * keep more.
 */
final class Durability {
  /** A name that came or went, and how to undo it. */
  private record Change(Path directory, Undo undo) {}

  private interface Undo {
    void run() throws IOException;
  }

  /** By inode: names change. */
  private final Map<Object, Long> durableBytes = new HashMap<>();

  private final Map<Object, Path> lastPath = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();

  void appeared(Path file) throws IOException {
    track(file, 0);
    named(file);
  }

  /**
   * An existing file is about to be written: what it holds so far is durable, unless it is known
   * better.
   */
  void changes(Path file) throws IOException {
    if (!durableBytes.containsKey(inode(file))) {
      track(file, Files.size(file));
    }
  }

  void synced(Path file) throws IOException {
    track(file, Files.size(file));
  }

  void named(Path path) {
    changes.add(new Change(path.getParent(), () -> deleteTree(path)));
  }

  void renamed(Path from, Path to) throws IOException {
    lastPath.put(inode(to), to);
    changes.add(new Change(from.getParent(), () -> Files.move(to, from)));
  }

  void deletes(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      Path grave = Files.createTempDirectory("durability").resolve("grave");
      Files.createLink(grave, path);
      Undo undo =
          () -> {
            Files.createDirectories(path.getParent());
            Files.createLink(path, grave);
          };
      changes.add(new Change(path.getParent(), undo));
    }
  }

  void directorySynced(Path directory) {
    changes.removeIf(change -> change.directory().equals(directory));
  }

  void restore() throws IOException {
    for (Map.Entry<Object, Path> file : lastPath.entrySet()) {
      truncate(file.getValue(), file.getKey());
    }
    for (int i = changes.size() - 1; i >= 0; i--) {
      changes.get(i).undo().run();
    }
    changes.clear();
  }

  private void truncate(Path path, Object inode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      if (inode(path).equals(inode)) {
        channel.truncate(durableBytes.get(inode));
      }
    } catch (NoSuchFileException e) {
      return; // Deleted: nothing of it to forget.
    }
  }

  private void track(Path file, long bytes) throws IOException {
    Object inode = inode(file);
    durableBytes.put(inode, bytes);
    lastPath.put(inode, file);
  }

  private static Object inode(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static void deleteTree(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
