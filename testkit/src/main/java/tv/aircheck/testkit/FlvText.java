package tv.aircheck.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * An FLV file or a piece of a log as lines to read and to compare: one per tag, with the offset,
 * the time, the size, what it is, and a checksum of the body. For golden files and for failures
 * that say more than "arrays differ".
 *
 * <pre>
 * 0        0 ms  script  83 crc=5d0a43f1 onMetaData
 * 98       0 ms  video   51 crc=20c8e4b1 key avc header
 * 164      0 ms  video  412 crc=8c31f20e key avc cts=40
 * </pre>
 */
public final class FlvText {
  private static final int HEADER = 11;
  private static final int OVERHEAD = 15;

  private FlvText() {}

  /** A whole file: its header becomes the first line, offsets count from the file's start. */
  public static List<String> ofFile(ByteBuf file) {
    List<String> lines = new ArrayList<>();
    if (file.readableBytes() < 13 || file.getMedium(file.readerIndex()) != 0x464C56) {
      lines.add("not an FLV file: " + ByteBufUtil.hexDump(file, file.readerIndex(), least(file)));
      return lines;
    }
    int flags = file.getByte(file.readerIndex() + 4);
    lines.add("FLV" + ((flags & 4) != 0 ? " audio" : "") + ((flags & 1) != 0 ? " video" : ""));
    addTags(lines, file, 13, 0);
    return lines;
  }

  /**
   * Whole tags without a file header.
   *
   * @param position of the first byte in the log: offsets count from there
   */
  public static List<String> ofLog(ByteBuf log, long position) {
    List<String> lines = new ArrayList<>();
    addTags(lines, log, 0, position);
    return lines;
  }

  private static void addTags(List<String> lines, ByteBuf buf, int skip, long position) {
    int start = buf.readerIndex();
    int at = start + skip;
    while (at < buf.writerIndex()) {
      int left = buf.writerIndex() - at;
      int body = left < HEADER ? 0 : buf.getUnsignedMedium(at + 1);
      if (left < OVERHEAD + body) {
        lines.add((position + at - start) + " torn: " + left + " bytes of a tag");
        return;
      }
      lines.add(line(buf, at, body, position + at - start));
      at += OVERHEAD + body;
    }
  }

  private static String line(ByteBuf buf, int at, int body, long offset) {
    long ms = buf.getUnsignedMedium(at + 4) | (long) buf.getUnsignedByte(at + 7) << 24;
    int type = buf.getByte(at) & 0x1F;
    String what =
        switch (type) {
          case 8 -> "audio";
          case 9 -> "video";
          case 18 -> "script";
          default -> "type" + type;
        };
    String line =
        "%-8d %6d ms  %-6s %5d crc=%08x %s"
            .formatted(
                offset, ms, what, body, crc(buf, at, body), TagWords.of(type, buf, at, body));
    int trailer = buf.getInt(at + HEADER + body);
    return trailer == HEADER + body ? line : line + " trailer=" + trailer;
  }

  private static long crc(ByteBuf buf, int at, int body) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBufUtil.getBytes(buf, at + HEADER, body));
    return crc.getValue();
  }

  private static int least(ByteBuf file) {
    return Math.min(16, file.readableBytes());
  }

  /** What the first bytes of a body say. */
  private static final class TagWords {
    private static final String[] FRAME_TYPES = {"?", "key", "inter", "disposable", "gen", "cmd"};
    private static final String[] VIDEO_PACKETS = {
      "header", "frame", "end", "frame", "metadata", "header-ts", "multitrack", "modex"
    };
    private static final String[] AUDIO_PACKETS = {
      "header", "frame", "end", "?", "channels", "multitrack", "?", "modex"
    };

    static String of(int type, ByteBuf buf, int at, int body) {
      int first = at + HEADER;
      if (body < 2) {
        return "empty";
      }
      return switch (type) {
        case 8 -> audio(buf, first);
        case 9 -> video(buf, first, body);
        case 18 -> script(buf, first, body);
        default -> "";
      };
    }

    private static String audio(ByteBuf buf, int first) {
      int lead = buf.getUnsignedByte(first);
      if (lead >> 4 == 9) {
        return fourCc(buf, first + 1) + " " + AUDIO_PACKETS[lead & 7];
      }
      if (lead >> 4 == 10) {
        return buf.getByte(first + 1) == 0 ? "aac header" : "aac";
      }
      return "format" + (lead >> 4);
    }

    private static String video(ByteBuf buf, int first, int body) {
      int lead = buf.getUnsignedByte(first);
      String frame = FRAME_TYPES[Math.min(lead >> 4 & 7, FRAME_TYPES.length - 1)];
      if ((lead & 0x80) != 0) {
        return frame + " " + fourCc(buf, first + 1) + " " + VIDEO_PACKETS[lead & 7];
      }
      if ((lead & 15) != 7 || body < 5) {
        return frame + " codec" + (lead & 15);
      }
      return switch (buf.getByte(first + 1)) {
        case 0 -> frame + " avc header";
        case 1 -> frame + " avc cts=" + buf.getMedium(first + 2);
        default -> frame + " avc end";
      };
    }

    private static String script(ByteBuf buf, int first, int body) {
      int length = body < 3 ? 0 : Math.min(buf.getUnsignedShort(first + 1), body - 3);
      return buf.toString(first + 3, length, StandardCharsets.US_ASCII);
    }

    private static String fourCc(ByteBuf buf, int at) {
      return buf.toString(at, 4, StandardCharsets.US_ASCII);
    }
  }
}
