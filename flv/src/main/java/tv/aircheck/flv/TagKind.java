package tv.aircheck.flv;

import io.netty.buffer.ByteBuf;

/**
 * What a tag is, told from its type and the first bytes of its body, in classic and in Enhanced
 * RTMP form. An int of bits, because it is asked for every tag that passes. Any bytes are allowed:
 * what makes no sense is media of no further kind.
 */
public final class TagKind {
  private static final int VIDEO = 1;
  private static final int AUDIO = 1 << 1;
  private static final int SCRIPT = 1 << 2;
  private static final int CODED = 1 << 3;
  private static final int KEYFRAME = 1 << 4;
  private static final int SEQUENCE_HEADER = 1 << 5;
  private static final int METADATA = 1 << 6;
  private static final int END_OF_SEQUENCE = 1 << 7;
  private static final int COLOR_INFO = 1 << 8;
  private static final int CHANNEL_CONFIG = 1 << 9;
  private static final int ENHANCED = 1 << 10;
  private static final int EXTRA_TRACK = 1 << 11;

  private static final int HEADERS = SEQUENCE_HEADER | METADATA | COLOR_INFO | CHANNEL_CONFIG;

  private static final int KEY_FRAME_TYPE = 1;
  private static final int COMMAND_FRAME_TYPE = 5;

  /**
   * AVC, and HEVC and AV1 as some builds of ffmpeg number them: all with packet type and
   * composition time.
   */
  private static final int CODEC_AVC = 7;

  private static final int CODEC_HEVC = 12;
  private static final int CODEC_AV1 = 13;
  private static final int FORMAT_EX = 9;
  private static final int FORMAT_AAC = 10;

  /**
   * An AudioSpecificConfig has at least two bytes; shorter ones are sent by broken encoders and
   * mean nothing.
   */
  private static final int SHORTEST_AAC_HEADER = 4;

  private static final byte[] ON_METADATA = {
    2, 0, 10, 'o', 'n', 'M', 'e', 't', 'a', 'D', 'a', 't', 'a'
  };

  private TagKind() {}

  /** Reads nothing outside {@code [bodyStart, bodyStart + bodyLength)}. */
  public static int of(int type, ByteBuf buf, int bodyStart, int bodyLength) {
    return switch (type) {
      case TagType.VIDEO -> VIDEO | (bodyLength > 0 ? video(buf, bodyStart, bodyLength) : 0);
      case TagType.AUDIO -> AUDIO | (bodyLength > 0 ? audio(buf, bodyStart, bodyLength) : 0);
      case TagType.SCRIPT -> SCRIPT | metadata(buf, bodyStart, bodyLength);
      case TagType.SCRIPT_AMF3 -> {
        int selector = bodyLength > 0 && buf.getByte(bodyStart) == 0 ? 1 : 0;
        yield SCRIPT | metadata(buf, bodyStart + selector, bodyLength - selector);
      }
      default -> 0;
    };
  }

  private static int video(ByteBuf buf, int start, int length) {
    int first = buf.getUnsignedByte(start);
    if (first >= 0x80) {
      return ENHANCED | exVideo(buf, start, length);
    }
    int frameType = first >> 4;
    int codec = first & 15;
    if (frameType == COMMAND_FRAME_TYPE || length < 2) {
      return 0;
    }
    int coded = frameType == KEY_FRAME_TYPE ? CODED | KEYFRAME : CODED;
    if (codec != CODEC_AVC && codec != CODEC_HEVC && codec != CODEC_AV1) {
      return coded;
    }
    return switch (buf.getByte(start + 1)) {
      case 0 -> length > MediaBody.CLASSIC_VIDEO_HEADER ? SEQUENCE_HEADER : 0;
      case 1 -> length > MediaBody.CLASSIC_VIDEO_HEADER ? coded : 0;
      case 2 -> END_OF_SEQUENCE;
      default -> 0;
    };
  }

  private static int exVideo(ByteBuf buf, int start, int length) {
    long header = ExHeader.parse(buf, start, length, true);
    if (header == ExHeader.MALFORMED || ExHeader.isCommand(header)) {
      return 0;
    }
    int tracks = tracks(buf, start, length, header);
    boolean filled = (tracks & ExTracks.FILLED) != 0;
    return switch (ExHeader.packetType(header)) {
      case ExHeader.SEQUENCE_START, ExHeader.VIDEO_MPEG2TS_SEQUENCE_START ->
          filled ? SEQUENCE_HEADER | extra(tracks) : extra(tracks);
      case ExHeader.CODED_FRAMES, ExHeader.CODED_FRAMES_X -> {
        // Only the default track makes keyframes: the log is cut where that one can be decoded.
        boolean key =
            ExHeader.frameType(header) == KEY_FRAME_TYPE && (tracks & ExTracks.DEFAULT_FILLED) != 0;
        yield (filled ? CODED : 0) | (key ? KEYFRAME : 0) | extra(tracks);
      }
      case ExHeader.SEQUENCE_END -> END_OF_SEQUENCE | extra(tracks);
      case ExHeader.VIDEO_METADATA -> (filled ? COLOR_INFO : 0) | extra(tracks);
      default -> extra(tracks);
    };
  }

  private static int audio(ByteBuf buf, int start, int length) {
    int format = buf.getUnsignedByte(start) >> 4;
    if (format == FORMAT_EX) {
      return ENHANCED | exAudio(buf, start, length);
    }
    if (format != FORMAT_AAC) {
      return length > 1 ? CODED : 0;
    }
    if (length > 1 && buf.getByte(start + 1) == 0) {
      return length >= SHORTEST_AAC_HEADER ? SEQUENCE_HEADER : 0;
    }
    return length > 2 ? CODED : 0;
  }

  private static int exAudio(ByteBuf buf, int start, int length) {
    long header = ExHeader.parse(buf, start, length, false);
    if (header == ExHeader.MALFORMED) {
      return 0;
    }
    int tracks = tracks(buf, start, length, header);
    boolean filled = (tracks & ExTracks.FILLED) != 0;
    return switch (ExHeader.packetType(header)) {
      // Empty is legal here: AC-3 and MP3 have nothing to configure.
      case ExHeader.SEQUENCE_START -> SEQUENCE_HEADER | extra(tracks);
      case ExHeader.CODED_FRAMES -> (filled ? CODED : 0) | extra(tracks);
      case ExHeader.SEQUENCE_END -> END_OF_SEQUENCE | extra(tracks);
      case ExHeader.AUDIO_CHANNEL_CONFIG -> (filled ? CHANNEL_CONFIG : 0) | extra(tracks);
      default -> extra(tracks);
    };
  }

  private static int tracks(ByteBuf buf, int start, int length, long header) {
    return ExTracks.look(buf, start, start + length, header);
  }

  private static int extra(int tracks) {
    return (tracks & ExTracks.DEFAULT) == 0 ? EXTRA_TRACK : 0;
  }

  private static int metadata(ByteBuf buf, int start, int length) {
    if (length < ON_METADATA.length) {
      return 0;
    }
    for (int i = 0; i < ON_METADATA.length; i++) {
      if (buf.getByte(start + i) != ON_METADATA[i]) {
        return 0;
      }
    }
    return METADATA;
  }

  public static boolean isVideo(int kind) {
    return (kind & VIDEO) != 0;
  }

  public static boolean isAudio(int kind) {
    return (kind & AUDIO) != 0;
  }

  public static boolean isScript(int kind) {
    return (kind & SCRIPT) != 0;
  }

  /** A frame of sound or picture: neither configuration nor an end mark nor empty. */
  public static boolean isCodedMedia(int kind) {
    return (kind & CODED) != 0;
  }

  /**
   * A picture of the default track that can be decoded without those before it. Sequence headers
   * and end marks, which encoders flag as key too, are not.
   */
  public static boolean isKeyframe(int kind) {
    return (kind & KEYFRAME) != 0;
  }

  /** A codec's configuration. */
  public static boolean isSequenceHeader(int kind) {
    return (kind & SEQUENCE_HEADER) != 0;
  }

  /** onMetaData. */
  public static boolean isMetadata(int kind) {
    return (kind & METADATA) != 0;
  }

  public static boolean isEndOfSequence(int kind) {
    return (kind & END_OF_SEQUENCE) != 0;
  }

  /** Colour and HDR metadata of Enhanced RTMP. */
  public static boolean isColorInfo(int kind) {
    return (kind & COLOR_INFO) != 0;
  }

  /** Speaker layout of Enhanced RTMP. */
  public static boolean isChannelConfig(int kind) {
    return (kind & CHANNEL_CONFIG) != 0;
  }

  /** Whatever one who joins late has to be told first: what {@link StreamHeaders} keeps. */
  public static boolean isHeader(int kind) {
    return (kind & HEADERS) != 0;
  }

  /** In Enhanced RTMP form, which older players cannot read. */
  public static boolean isEnhanced(int kind) {
    return (kind & ENHANCED) != 0;
  }

  /**
   * Concerns only tracks beside the default one; a player that knows no multitrack does without.
   */
  public static boolean isExtraTrack(int kind) {
    return (kind & EXTRA_TRACK) != 0;
  }
}
