package tv.aircheck.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes what measurements wrote. */
final class Folders {
  private Folders() {}

  static void empty(Path folder) {
    removeBelow(folder, folder);
  }

  static void remove(Path folder) {
    removeBelow(folder, null);
  }

  private static void removeBelow(Path folder, Path kept) {
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(folder)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        if (!path.equals(kept)) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
