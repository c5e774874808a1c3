package tv.aircheck.index;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the index is and how much it may use.
 *
 * @param file the database; created with its folder when absent
 * @param readers connections for queries
 * @param queuedWorks works that may wait for the writer; a caller past that waits
 * @param busyTimeout how long to wait for another process that is writing
 */
public record IndexSettings(Path file, int readers, int queuedWorks, Duration busyTimeout) {
  public static IndexSettings at(Path file) {
    return new IndexSettings(file, 4, 4096, Duration.ofSeconds(10));
  }
}
