package tv.aircheck.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An index for all tries of a property, in a folder that goes with it. */
record IndexOfProperties(Path folder, Index index) implements AutoCloseable {
  static IndexOfProperties open() throws IOException {
    Path folder = Files.createTempDirectory("index");
    return new IndexOfProperties(folder, Index.open(IndexSettings.at(folder.resolve("index.db"))));
  }

  @Override
  public void close() throws IOException {
    index.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
