package tv.aircheck.recorder.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What a bundle holds, as its first member says it: a line for each other member, of widths that do
 * not depend on the numbers, so that the table's own length is known before they are. Pure.
 */
public record BundleTable(String broadcastId, List<Member> members) {
  static final String NAME = "table.txt";
  static final String MANIFEST = "manifest.json";

  private static final String FORMAT = "aircheck-bundle 1 ";
  private static final Pattern FIRST = Pattern.compile("aircheck-bundle 1 (\\S+)");
  private static final Pattern LINE = Pattern.compile("(\\d{16}) (\\d{16}) ([0-9a-f]{8}) (\\S+)");
  private static final Pattern LAST = Pattern.compile("end (\\d{8}) ([0-9a-f]{8})");

  /**
   * A member.
   *
   * @param offset of its first byte in the bundle
   * @param crc32c null where only the tar's own headers could be read
   */
  public record Member(String key, long offset, long bytes, Integer crc32c) {
    boolean isManifest() {
      return key.equals(MANIFEST);
    }
  }

  public BundleTable {
    members = List.copyOf(members);
  }

  /** Its manifest, if it has one. */
  public Optional<Member> manifest() {
    return members.stream().filter(Member::isManifest).findFirst();
  }

  /** The segments in it, in order. */
  public List<Member> segments() {
    return members.stream().filter(member -> !member.isManifest()).toList();
  }

  static long lineBytes(String key) {
    return 16L + 1 + 16 + 1 + 8 + 1 + key.length() + 1;
  }

  /** Of the lines that are not about a member. */
  static long frameBytes(String broadcastId) {
    return (long) FORMAT.length() + broadcastId.length() + 1 + "end 00000000 00000000\n".length();
  }

  byte[] text() {
    StringBuilder text = new StringBuilder(FORMAT).append(broadcastId).append('\n');
    for (Member m : members) {
      text.append("%016d %016d %08x %s\n".formatted(m.offset(), m.bytes(), m.crc32c(), m.key()));
    }
    String lines = text.toString();
    return (lines + "end %08d %08x\n".formatted(members.size(), crc32c(lines)))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static int crc32c(String lines) {
    CRC32C crc = new CRC32C();
    crc.update(lines.getBytes(StandardCharsets.US_ASCII));
    return (int) crc.getValue();
  }

  /** Empty for what is no whole table. */
  static Optional<BundleTable> parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.US_ASCII);
    int end = text.lastIndexOf("end ");
    if (end < 1) {
      return Optional.empty();
    }
    String[] lines = text.substring(0, end).split("\n", -1);
    Matcher first = FIRST.matcher(lines[0]);
    Matcher last = LAST.matcher(text.substring(end).stripTrailing());
    if (!first.matches()
        || !last.matches()
        || Integer.parseInt(last.group(1)) != lines.length - 2
        || Integer.parseUnsignedInt(last.group(2), 16) != crc32c(text.substring(0, end))) {
      return Optional.empty();
    }
    List<Member> members = new ArrayList<>();
    for (int i = 1; i < lines.length - 1; i++) {
      Matcher m = LINE.matcher(lines[i]);
      if (!m.matches()) {
        return Optional.empty();
      }
      members.add(
          new Member(
              m.group(4),
              Long.parseLong(m.group(1)),
              Long.parseLong(m.group(2)),
              Integer.parseUnsignedInt(m.group(3), 16)));
    }
    return Optional.of(new BundleTable(first.group(1), members));
  }
}
