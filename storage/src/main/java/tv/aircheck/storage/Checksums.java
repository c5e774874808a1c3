package tv.aircheck.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checksums of a directory store: in every folder a text file {@value #FILE} with a line
 * "CRC-32C name" for each object put there, synced before the object appears. Beside the objects,
 * so that bit rot is told from truth even when the index is lost; one file for a folder and not for
 * an object, so that the store has not twice the files; and not in extended attributes, which many
 * ways of copying a tree leave behind.
 *
 * <p>Lines are only ever appended. One may be there without its object (a crash in between, a
 * delete), or two for one name; then the content decides.
 */
final class Checksums {
  static final String FILE = ".crc32c";

  private static final Pattern LINE = Pattern.compile("(?m)^([0-9a-f]{8}) (\\S+)$");

  private final Disk disk;

  Checksums(Disk disk) {
    this.disk = disk;
  }

  /** Durable on return, but for the file's name in its folder. */
  void note(Path object, int crc32c) throws IOException {
    if (of(object).contains(crc32c)) {
      return;
    }
    // A line of its own even after one that a crash tore.
    String line = "\n%08x %s\n".formatted(crc32c, object.getFileName());
    try (DiskFile file = disk.append(object.resolveSibling(FILE))) {
      file.write(StandardCharsets.US_ASCII.encode(line));
      file.sync();
    }
  }

  /** All that were noted for this name: none, one, or several. */
  Set<Integer> of(Path object) throws IOException {
    Set<Integer> noted = new TreeSet<>();
    String name = object.getFileName().toString();
    Matcher lines = LINE.matcher(text(object.resolveSibling(FILE)));
    while (lines.find()) {
      if (lines.group(2).equals(name)) {
        noted.add(Integer.parseUnsignedInt(lines.group(1), 16));
      }
    }
    return noted;
  }

  private String text(Path file) throws IOException {
    try (FileChannel channel = disk.read(file)) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (content.hasRemaining() && channel.read(content) >= 0) {}
      return StandardCharsets.US_ASCII.decode(content.flip()).toString();
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
