package tv.aircheck.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;

/**
 * An index without rows, made once and copied for each try of a property: to make one takes longer
 * than most tries.
 */
public final class EmptyIndex implements AutoCloseable {
  private final Path folder;
  private final Path empty;

  private EmptyIndex(Path folder) {
    this.folder = folder;
    this.empty = folder.resolve("empty.db");
  }

  public static EmptyIndex make() throws IOException {
    EmptyIndex index = new EmptyIndex(Files.createTempDirectory("property"));
    Index.open(IndexSettings.at(index.empty)).close();
    return index;
  }

  /** A new folder with an index of its own, {@code index.db}. */
  public Path data() throws IOException {
    Path data = Files.createTempDirectory(folder, "data");
    Files.copy(empty, data.resolve("index.db"));
    return data;
  }

  /** With all that tries have left. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
