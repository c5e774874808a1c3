package tv.aircheck.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/** The header of one chunk, as it stands on the wire; reused for the next one. */
final class ChunkHeader {
  /** Basic header of three bytes, message header of eleven, extended timestamp. */
  static final int LONGEST = 3 + 11 + 4;

  /** In the 24 bits of a timestamp: look for it in the four bytes after the header. */
  static final int EXTENDED = 0xFFFFFF;

  static final int FULL = 0;
  static final int SAME_STREAM = 1;
  static final int SAME_LENGTH = 2;
  static final int CONTINUED = 3;

  private static final int[] MESSAGE_HEADER = {11, 7, 3, 0};
  private static final int EXTENDED_BYTES = 4;
  private static final int TWO_BYTE_ID = 0;
  private static final int THREE_BYTE_ID = 1;
  private static final int FIRST_LONG_ID = 64;

  int format;
  int chunkStreamId;

  /** Bytes it takes, without the extended timestamp that may follow a continuation. */
  int size;

  /** Absolute in a full header, else a difference. */
  int time;

  boolean extended;
  int length;
  int typeId;
  int streamId;

  /** Reads what lies in {@code [at, end)}; false if that is not all of it. */
  boolean read(ByteBuf buf, int at, int end) {
    int first = buf.getUnsignedByte(at);
    format = first >> 6;
    int idBytes = idBytes(first & 0x3F);
    int message = at + idBytes;
    size = idBytes + MESSAGE_HEADER[format];
    if (end - at < size) {
      return false;
    }
    chunkStreamId = idAt(buf, at, first & 0x3F);
    if (format == CONTINUED) {
      return true;
    }
    time = buf.getUnsignedMedium(message);
    extended = time == EXTENDED;
    if (extended) {
      size += EXTENDED_BYTES;
      if (end - at < size) {
        return false;
      }
      time = buf.getInt(at + size - EXTENDED_BYTES);
    }
    if (format != SAME_LENGTH) {
      length = buf.getUnsignedMedium(message + 3);
      typeId = buf.getUnsignedByte(message + 6);
    }
    if (format == FULL) {
      streamId = buf.getIntLE(message + 7);
    }
    return true;
  }

  private static int idBytes(int field) {
    return switch (field) {
      case TWO_BYTE_ID -> 2;
      case THREE_BYTE_ID -> 3;
      default -> 1;
    };
  }

  private static int idAt(ByteBuf buf, int at, int field) {
    return switch (field) {
      case TWO_BYTE_ID -> FIRST_LONG_ID + buf.getUnsignedByte(at + 1);
      case THREE_BYTE_ID -> FIRST_LONG_ID + buf.getUnsignedShortLE(at + 1);
      default -> field;
    };
  }
}
