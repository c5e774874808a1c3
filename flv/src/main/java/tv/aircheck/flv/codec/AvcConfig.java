package tv.aircheck.flv.codec;

import java.util.Locale;

/**
 * AVCDecoderConfigurationRecord (ISO/IEC 14496-15) and the sequence parameter set in it (H.264,
 * 7.3.2.1.1).
 */
final class AvcConfig {
  private static final int SPS_COUNT_AT = 5;
  private static final int FIRST_SPS_AT = 8;
  private static final int NAL_HEADER = 1;

  private AvcConfig() {}

  static VideoFormat parse(byte[] config) {
    if (config.length < 4 || config[0] != 1) {
      return VideoFormat.ofCodec(FourCc.AVC);
    }
    String codec =
        String.format(
            Locale.ROOT, "avc1.%02x%02x%02x", config[1] & 0xFF, config[2] & 0xFF, config[3] & 0xFF);
    return firstSps(config).with(codec);
  }

  private static PictureSize firstSps(byte[] config) {
    if (config.length <= FIRST_SPS_AT || (config[SPS_COUNT_AT] & 31) == 0) {
      return PictureSize.UNKNOWN;
    }
    return size(sps(config));
  }

  private static BitReader sps(byte[] config) {
    int length = (config[6] & 0xFF) << 8 | (config[7] & 0xFF);
    return BitReader.ofNal(config, FIRST_SPS_AT, FIRST_SPS_AT + length, NAL_HEADER);
  }

  /** From the parameter set's VUI, which follows the picture's size. */
  static VideoSignal signal(byte[] config) {
    if (config.length <= FIRST_SPS_AT || (config[SPS_COUNT_AT] & 31) == 0) {
      return VideoSignal.UNKNOWN;
    }
    BitReader in = sps(config);
    boolean sized = !size(in).equals(PictureSize.UNKNOWN);
    return sized && in.flag() ? VideoSignal.ofVui(in) : VideoSignal.UNKNOWN;
  }

  static PictureSize size(BitReader in) {
    int profile = in.bits(8);
    in.skip(16);
    in.ue();
    int chroma = hasChroma(profile) ? chroma(in) : 1;
    in.ue();
    pictureOrder(in);
    in.ue();
    in.skip(1);
    long width = 16 * (in.ue() + 1);
    long mapUnits = in.ue() + 1;
    int fieldFactor = in.flag() ? 1 : 2;
    if (fieldFactor == 2) {
      in.skip(1);
    }
    in.skip(1);
    long height = 16 * mapUnits * fieldFactor;
    if (in.flag()) {
      int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
      int unitY = (chroma == 1 ? 2 : 1) * fieldFactor;
      width -= unitX * (in.ue() + in.ue());
      height -= unitY * (in.ue() + in.ue());
    }
    return in.overrun() ? PictureSize.UNKNOWN : PictureSize.of(width, height);
  }

  private static boolean hasChroma(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  /** ChromaArrayType: 0 where the planes are coded apart. */
  private static int chroma(BitReader in) {
    int format = (int) in.ue();
    boolean apart = format == 3 && in.flag();
    in.ue();
    in.ue();
    in.skip(1);
    if (in.flag()) {
      for (int i = 0; i < (format == 3 ? 12 : 8); i++) {
        if (in.flag()) {
          skipScalingList(in, i < 6 ? 16 : 64);
        }
      }
    }
    return apart ? 0 : format;
  }

  private static void skipScalingList(BitReader in, int size) {
    int last = 8;
    for (int i = 0; i < size; i++) {
      int next = (last + (int) in.se()) & 0xFF;
      if (next == 0) {
        return;
      }
      last = next;
    }
  }

  private static void pictureOrder(BitReader in) {
    long type = in.ue();
    if (type == 0) {
      in.ue();
    } else if (type == 1) {
      in.skip(1);
      in.se();
      in.se();
      long cycle = in.ue();
      for (long i = 0; i < cycle && !in.overrun(); i++) {
        in.se();
      }
    }
  }
}
