package tv.aircheck.bench.cases;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system keeps of files in memory. */
final class PageCache {
  private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");
  private static final String PAGES_AND_NAMES = "3";
  private static final int AT_ONCE = 1 << 20;

  private PageCache() {}

  /** Only root may. */
  static boolean canDrop() {
    return Files.isWritable(DROP);
  }

  /** Forgets the contents and names of all files that are safe on disk. */
  static void drop() throws IOException {
    Files.writeString(DROP, PAGES_AND_NAMES);
  }

  /** Reads a file through. */
  static void load(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(AT_ONCE);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(buffer) >= 0) {
        buffer.clear();
      }
    }
  }
}
