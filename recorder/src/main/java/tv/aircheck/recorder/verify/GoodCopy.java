package tv.aircheck.recorder.verify;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A whole segment as a file.
 *
 * @param temporary deleted when it is closed
 */
public record GoodCopy(Path file, boolean temporary) implements Closeable {
  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(file);
    }
  }
}
