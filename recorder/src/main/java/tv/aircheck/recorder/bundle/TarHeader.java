package tv.aircheck.recorder.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The headers of members as bundles have them: plain files of mode 644 that belong to nobody, so
 * that the same bundle is the same bytes whoever makes it. A name that is too long for the oldest
 * tar stands in a POSIX extended header before it. Pure.
 */
final class TarHeader {
  static final int RECORD = 512;

  /** Two empty records end a tar. */
  static final int END = 2 * RECORD;

  /** Eleven octal digits. */
  static final long LARGEST = 0x1_FFFF_FFFFL;

  private static final int LONGEST_NAME = 100;
  private static final String EXTENDED = "PaxHeaders/name";

  private TarHeader() {}

  /**
   * @param atMs its time, of which whole seconds are kept
   */
  static byte[] of(String name, long size, long atMs) {
    if (size < 0 || size > LARGEST) {
      throw new IllegalArgumentException(name + " has " + size + " bytes, and a tar takes 8 GiB");
    }
    byte[] plain = plain(new TarArchiveEntry(name), size, atMs);
    if (name.length() <= LONGEST_NAME) {
      return plain;
    }
    byte[] words = ("path=" + name + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] length = lengthOf(words).getBytes(StandardCharsets.US_ASCII);
    int bytes = length.length + words.length;
    return ByteBuffer.allocate(RECORD + (int) padded(bytes) + RECORD)
        .put(
            plain(
                new TarArchiveEntry(EXTENDED, TarConstants.LF_PAX_EXTENDED_HEADER_LC), bytes, atMs))
        .put(length)
        .put(words)
        .position(RECORD + (int) padded(bytes))
        .put(plain)
        .array();
  }

  /** The length of the whole line, itself and a space counted in. */
  private static String lengthOf(byte[] words) {
    int total = words.length + 2;
    while ((total + " ").length() + words.length != total) {
      total++;
    }
    return total + " ";
  }

  private static byte[] plain(TarArchiveEntry entry, long size, long atMs) {
    entry.setSize(size);
    entry.setMode(0644);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(atMs / 1000 * 1000);
    byte[] header = new byte[RECORD];
    entry.writeEntryHeader(header);
    return header;
  }

  /** What content of so many bytes takes. */
  static long padded(long bytes) {
    return (bytes + RECORD - 1) / RECORD * RECORD;
  }
}
