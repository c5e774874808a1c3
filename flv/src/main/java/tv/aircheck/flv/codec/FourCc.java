package tv.aircheck.flv.codec;

/** The codec names of Enhanced RTMP, as the four ASCII bytes on the wire. */
public final class FourCc {
  public static final int AVC = 0x61766331; // avc1
  public static final int HEVC = 0x68766331; // hvc1
  public static final int VVC = 0x76766331; // vvc1
  public static final int AV1 = 0x61763031; // av01
  public static final int VP9 = 0x76703039; // vp09
  public static final int VP8 = 0x76703038; // vp08
  public static final int AAC = 0x6D703461; // mp4a
  public static final int MP3 = 0x2E6D7033; // .mp3
  public static final int OPUS = 0x4F707573; // Opus
  public static final int FLAC = 0x664C6143; // fLaC
  public static final int AC3 = 0x61632D33; // ac-3
  public static final int EAC3 = 0x65632D33; // ec-3

  private FourCc() {}

  /** Codecs whose CodedFrames begin with a composition time offset. */
  public static boolean hasCompositionTime(int fourCc) {
    return fourCc == AVC || fourCc == HEVC || fourCc == VVC;
  }

  /**
   * By the codec number of a classic video tag, also found in onMetaData; 0 for Flash's older
   * codecs.
   */
  public static int ofVideoCodecId(int id) {
    return switch (id) {
      case 7 -> AVC;
      // As some builds of ffmpeg number them.
      case 12 -> HEVC;
      case 13 -> AV1;
      default -> 0;
    };
  }

  /**
   * By the sound format of a classic audio tag, also found in onMetaData; 0 for Flash's older
   * codecs.
   */
  public static int ofSoundFormat(int format) {
    return switch (format) {
      case 2, 14 -> MP3;
      case 10 -> AAC;
      default -> 0;
    };
  }

  /** Four letters, dots for what is none. */
  public static String text(int fourCc) {
    StringBuilder text = new StringBuilder(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      char c = (char) (fourCc >>> shift & 0xFF);
      text.append(c >= ' ' && c <= '~' ? c : '.');
    }
    return text.toString();
  }
}
