package tv.aircheck.flv.codec;

import io.netty.buffer.ByteBuf;

/** How many samples a frame of sound is long, at the rate {@link AudioFormat} tells. */
public final class FrameLength {
  private static final int UNKNOWN = 0;
  private static final int AC3 = 1536;
  private static final int MP3_HEADER = 4;
  private static final int EAC3_HEADER = 5;
  private static final int SAMPLES_PER_BLOCK = 256;
  private static final int[] EAC3_BLOCKS = {1, 2, 3, 6};
  private static final int SAMPLES_PER_MS = 48;

  private final int fourCc;
  private final int fixed;

  private FrameLength(int fourCc, int fixed) {
    this.fourCc = fourCc;
    this.fixed = fixed;
  }

  /** Of a track with this configuration. */
  public static FrameLength of(int fourCc, byte[] config) {
    return new FrameLength(
        fourCc,
        switch (fourCc) {
          case FourCc.AAC -> AacConfig.frameSamples(config);
          case FourCc.AC3 -> AC3;
          default -> UNKNOWN;
        });
  }

  /** 0 if the frame does not tell. */
  public int samples(ByteBuf buf, int start, int length) {
    if (fixed > 0) {
      return fixed;
    }
    return switch (fourCc) {
      case FourCc.OPUS -> length < 1 ? UNKNOWN : opus(buf, start, length);
      case FourCc.FLAC -> flac(buf, start, length);
      case FourCc.MP3 -> length < MP3_HEADER ? UNKNOWN : mp3(buf.getInt(start));
      case FourCc.EAC3 -> length < EAC3_HEADER ? UNKNOWN : eac3(buf.getUnsignedByte(start + 4));
      default -> UNKNOWN;
    };
  }

  /** RFC 6716, 3.1 and 3.2. */
  private static int opus(ByteBuf buf, int start, int length) {
    int toc = buf.getUnsignedByte(start);
    int config = toc >> 3;
    int size;
    if (config < 12) {
      size = (config & 3) == 3 ? 60 * SAMPLES_PER_MS : (10 * SAMPLES_PER_MS) << (config & 3);
    } else if (config < 16) {
      size = (10 * SAMPLES_PER_MS) << (config & 1);
    } else {
      size = (5 * SAMPLES_PER_MS / 2) << (config & 3);
    }
    return switch (toc & 3) {
      case 0 -> size;
      case 3 -> length < 2 ? UNKNOWN : size * (buf.getByte(start + 1) & 63);
      default -> 2 * size;
    };
  }

  /** RFC 9639, 9.1. */
  private static int flac(ByteBuf buf, int start, int length) {
    if (length < 5 || buf.getUnsignedShort(start) >> 1 != 0xFFF8 >> 1) {
      return UNKNOWN;
    }
    int code = buf.getUnsignedByte(start + 2) >> 4;
    return switch (code) {
      case 0 -> UNKNOWN;
      case 1 -> 192;
      case 2, 3, 4, 5 -> 576 << (code - 2);
      case 6, 7 -> flacOddSize(buf, start, length, code == 7);
      default -> 256 << (code - 8);
    };
  }

  /** Behind the frame's number, which is coded as a character of UTF-8 is. */
  private static int flacOddSize(ByteBuf buf, int start, int length, boolean wide) {
    int first = buf.getUnsignedByte(start + 4);
    int number = first < 0x80 ? 1 : Integer.numberOfLeadingZeros(~(first << 24));
    int at = 4 + number;
    if (at + (wide ? 2 : 1) > length) {
      return UNKNOWN;
    }
    return 1 + (wide ? buf.getUnsignedShort(start + at) : buf.getUnsignedByte(start + at));
  }

  private static int mp3(int header) {
    boolean mpeg1 = (header >>> 19 & 3) == 3;
    return switch (header >>> 17 & 3) {
      case 1 -> mpeg1 ? 1152 : 576;
      case 2 -> 1152;
      case 3 -> 384;
      default -> UNKNOWN;
    };
  }

  private static int eac3(int rates) {
    boolean reduced = rates >> 6 == 3;
    return SAMPLES_PER_BLOCK * (reduced ? 6 : EAC3_BLOCKS[rates >> 4 & 3]);
  }
}
