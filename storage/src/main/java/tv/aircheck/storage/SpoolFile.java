package tv.aircheck.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file found in the spool. Its path does not tell when the take began: the file's own head does.
 *
 * @param sealed false for one that still grows, or that a crash left: torn at any byte
 */
public record SpoolFile(
    Path path, String app, String name, String takeId, long startPosition, boolean sealed) {

  private static final Pattern FILE = Pattern.compile("(\\d{16})(\\.flv|\\.part)");

  /** Empty if such a file is none of ours. */
  static Optional<SpoolFile> parse(Path folder, String app, String name, String file) {
    Matcher m = FILE.matcher(file);
    String takeId = folder.getFileName().toString();
    if (!m.matches() || !SegmentKey.isTakeId(takeId)) {
      return Optional.empty();
    }
    boolean sealed = m.group(2).equals(SegmentKey.SEALED);
    long position = Long.parseLong(m.group(1));
    return Optional.of(new SpoolFile(folder.resolve(file), app, name, takeId, position, sealed));
  }

  public SegmentKey key(long takeStartedAtMs) {
    return SegmentKey.of(app, name, takeId, takeStartedAtMs, startPosition);
  }
}
