package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;

/**
 * The head of an Enhanced RTMP body (v1 and v2): ModEx extensions skipped, multitrack resolved down
 * to the first track. Packed into a long so that classifying a tag allocates nothing.
 *
 * <p>Bits: 0..3 packet type, 4..6 frame type, 7..8 track layout, 9 command, 32..63 offset of what
 * follows the FourCC (of what follows the layout byte, when each track names its own) from the
 * body's start.
 */
final class ExHeader {
  static final long MALFORMED = -1;

  static final int SEQUENCE_START = 0;
  static final int CODED_FRAMES = 1;
  static final int SEQUENCE_END = 2;

  /** Video: composition time 0 is implied. */
  static final int CODED_FRAMES_X = 3;

  static final int VIDEO_METADATA = 4;
  static final int AUDIO_CHANNEL_CONFIG = 4;
  static final int VIDEO_MPEG2TS_SEQUENCE_START = 5;

  static final int ONLY_DEFAULT_TRACK = 0;
  static final int ONE_TRACK = 1;
  static final int MANY_TRACKS = 2;
  static final int MANY_CODECS = 3;

  private static final int VIDEO_MULTITRACK = 6;
  private static final int AUDIO_MULTITRACK = 5;
  private static final int MOD_EX = 7;
  private static final int COMMAND_FRAME = 5;
  private static final int COMMAND_BIT = 1 << 9;

  /** More in a row than any sender has reason for. */
  private static final int MAX_MOD_EX = 8;

  private ExHeader() {}

  static long parse(ByteBuf buf, int start, int length, boolean video) {
    int end = start + length;
    int at = start + 1;
    int first = buf.getUnsignedByte(start);
    int packetType = first & 15;
    int frameType = video ? first >> 4 & 7 : 0;
    for (int extensions = 0; packetType == MOD_EX; extensions++) {
      at = extensions < MAX_MOD_EX ? afterModEx(buf, at, end) : end;
      if (at >= end) {
        return MALFORMED;
      }
      packetType = buf.getUnsignedByte(at++) & 15;
    }
    if (video && frameType == COMMAND_FRAME && packetType != VIDEO_METADATA) {
      return pack(packetType, frameType, ONLY_DEFAULT_TRACK, at - start) | COMMAND_BIT;
    }
    int multitrack = video ? VIDEO_MULTITRACK : AUDIO_MULTITRACK;
    int layout = ONLY_DEFAULT_TRACK;
    if (packetType == multitrack) {
      if (at >= end) {
        return MALFORMED;
      }
      int tracks = buf.getUnsignedByte(at++);
      layout = (tracks >> 4) + 1;
      packetType = tracks & 15;
      if (layout > MANY_CODECS || packetType == multitrack || packetType == MOD_EX) {
        return MALFORMED;
      }
    }
    if (layout != MANY_CODECS) {
      at += 4;
    }
    return at <= end ? pack(packetType, frameType, layout, at - start) : MALFORMED;
  }

  /**
   * Index of the byte with the next packet type, or at least {@code end} if the extension does not
   * fit.
   */
  private static int afterModEx(ByteBuf buf, int at, int end) {
    if (at >= end) {
      return end;
    }
    int size = buf.getUnsignedByte(at++) + 1;
    if (size == 256) {
      if (end - at < 2) {
        return end;
      }
      size = buf.getUnsignedShort(at) + 1;
      at += 2;
    }
    return at + size;
  }

  private static long pack(int packetType, int frameType, int layout, int offset) {
    return (long) offset << 32 | layout << 7 | frameType << 4 | packetType;
  }

  static int packetType(long header) {
    return (int) header & 15;
  }

  static int frameType(long header) {
    return (int) header >> 4 & 7;
  }

  static int trackLayout(long header) {
    return (int) header >> 7 & 3;
  }

  static boolean isCommand(long header) {
    return (header & COMMAND_BIT) != 0;
  }

  static int offset(long header) {
    return (int) (header >>> 32);
  }
}
