package tv.aircheck.flv.codec;

import java.util.Locale;

/**
 * HEVCDecoderConfigurationRecord (ISO/IEC 14496-15) and the sequence parameter set in it (H.265,
 * 7.3.2.2).
 */
final class HevcConfig {
  private static final int FIXED_PART = 23;
  private static final int SPS_NAL = 33;
  private static final int NAL_HEADER = 2;

  private HevcConfig() {}

  static VideoFormat parse(byte[] config) {
    if (config.length < 13 || config[0] != 1) {
      return VideoFormat.ofCodec(FourCc.HEVC);
    }
    return sps(config).with(codec(config));
  }

  /**
   * For example hvc1.1.6.L93.B0: profile, compatibility with its bits reversed, tier and level,
   * constraints.
   */
  private static String codec(byte[] config) {
    int space = config[1] >> 6 & 3;
    int compatibility =
        (config[2] & 0xFF) << 24
            | (config[3] & 0xFF) << 16
            | (config[4] & 0xFF) << 8
            | (config[5] & 0xFF);
    StringBuilder codec = new StringBuilder("hvc1.");
    if (space > 0) {
      codec.append((char) ('A' + space - 1));
    }
    codec.append(config[1] & 31).append('.');
    codec.append(Integer.toHexString(Integer.reverse(compatibility)).toUpperCase(Locale.ROOT));
    codec.append('.').append((config[1] & 0x20) == 0 ? 'L' : 'H').append(config[12] & 0xFF);
    int last = 11;
    while (last > 5 && config[last] == 0) {
      last--;
    }
    for (int i = 6; i <= last; i++) {
      codec.append('.').append(Integer.toHexString(config[i] & 0xFF).toUpperCase(Locale.ROOT));
    }
    return codec.toString();
  }

  private static PictureSize sps(byte[] config) {
    int arrays = config.length < FIXED_PART ? 0 : config[FIXED_PART - 1] & 0xFF;
    int at = FIXED_PART;
    for (int i = 0; i < arrays && at + 3 <= config.length; i++) {
      int type = config[at] & 0x3F;
      int count = (config[at + 1] & 0xFF) << 8 | (config[at + 2] & 0xFF);
      at += 3;
      for (int j = 0; j < count && at + 2 <= config.length; j++) {
        int length = (config[at] & 0xFF) << 8 | (config[at + 1] & 0xFF);
        at += 2;
        if (type == SPS_NAL) {
          return size(BitReader.ofNal(config, at, at + length, NAL_HEADER));
        }
        at += length;
      }
    }
    return PictureSize.UNKNOWN;
  }

  private static PictureSize size(BitReader in) {
    in.skip(4);
    int subLayers = in.bits(3);
    in.skip(1);
    skipProfileTierLevel(in, subLayers);
    in.ue();
    long chroma = in.ue();
    boolean apart = chroma == 3 && in.flag();
    long width = in.ue();
    long height = in.ue();
    if (in.flag()) {
      int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
      int unitY = chroma == 1 && !apart ? 2 : 1;
      width -= unitX * (in.ue() + in.ue());
      height -= unitY * (in.ue() + in.ue());
    }
    return in.overrun() ? PictureSize.UNKNOWN : PictureSize.of(width, height);
  }

  private static void skipProfileTierLevel(BitReader in, int subLayers) {
    final int profileBits = 88;
    final int levelBits = 8;
    in.skip(profileBits + levelBits);
    int extra = 0;
    for (int i = 0; i < subLayers; i++) {
      extra += (in.flag() ? profileBits : 0) + (in.flag() ? levelBits : 0);
    }
    if (subLayers > 0) {
      in.skip(2 * (8 - subLayers));
    }
    in.skip(extra);
  }
}
