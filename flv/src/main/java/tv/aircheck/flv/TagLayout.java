package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;

/**
 * Where the fields of a tag lie: an 11-byte header, the body, and the tag's length once more in
 * four bytes, so that a file can be read backwards. All offsets are absolute indexes of the buffer;
 * no reader or writer index is used by the getters, and nothing is checked: walk foreign bytes with
 * a {@link TagCursor}.
 */
public final class TagLayout {
  /** Type, body length, timestamp, stream id. */
  public static final int HEADER = 11;

  /** The back pointer that follows a body: {@code HEADER + body length}. */
  public static final int TRAILER = 4;

  /** What a tag takes besides its body. */
  public static final int OVERHEAD = HEADER + TRAILER;

  public static final int MAX_BODY = 0xFFFFFF;

  /** Nine bytes of file header and the first back pointer, which is 0. */
  public static final int FILE_HEADER = 13;

  private static final int FILE_HEADER_PROPER = 9;
  private static final int AUDIO_FLAG = 4;
  private static final int VIDEO_FLAG = 1;

  private TagLayout() {}

  /** The whole first byte: a set bit above the low five means an encrypted or a damaged tag. */
  public static int type(ByteBuf buf, int at) {
    return buf.getUnsignedByte(at);
  }

  public static int bodyLength(ByteBuf buf, int at) {
    return buf.getUnsignedMedium(at + 1);
  }

  /** From header to back pointer. */
  public static int tagLength(ByteBuf buf, int at) {
    return bodyLength(buf, at) + OVERHEAD;
  }

  /** 0 to 2^32 - 1: the extension byte is the high one. */
  public static long timestampMs(ByteBuf buf, int at) {
    return (long) buf.getUnsignedByte(at + 7) << 24 | buf.getUnsignedMedium(at + 4);
  }

  /** Overwrites a tag's timestamp by the low 32 bits of the given one. */
  public static void setTimestamp(ByteBuf buf, int at, long timestampMs) {
    buf.setMedium(at + 4, (int) timestampMs & 0xFFFFFF);
    buf.setByte(at + 7, (int) (timestampMs >>> 24));
  }

  /** Only the low 32 bits of the timestamp fit. */
  public static void writeHeader(ByteBuf out, int type, int bodyLength, long timestampMs) {
    if (bodyLength < 0 || bodyLength > MAX_BODY) {
      throw new IllegalArgumentException(
          "tag body of " + bodyLength + " bytes; the most is " + MAX_BODY);
    }
    out.writeInt(type << 24 | bodyLength);
    out.writeMedium((int) timestampMs & 0xFFFFFF);
    out.writeByte((int) (timestampMs >>> 24));
    out.writeMedium(0);
  }

  public static void writeTrailer(ByteBuf out, int bodyLength) {
    out.writeInt(HEADER + bodyLength);
  }

  /**
   * {@link #FILE_HEADER} bytes. Browsers wait for every track announced here: say only what will
   * come.
   */
  public static void writeFileHeader(ByteBuf out, boolean audio, boolean video) {
    out.writeMedium('F' << 16 | 'L' << 8 | 'V');
    out.writeByte(1);
    out.writeByte((audio ? AUDIO_FLAG : 0) | (video ? VIDEO_FLAG : 0));
    out.writeInt(FILE_HEADER_PROPER);
    out.writeInt(0);
  }
}
