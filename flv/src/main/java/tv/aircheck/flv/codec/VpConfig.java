package tv.aircheck.flv.codec;

import java.util.Locale;

/**
 * VPCodecConfigurationRecord, bare or as the whole vpcC box body with version and flags before it.
 * It has no size.
 */
final class VpConfig {
  private static final int BARE = 8;
  private static final int FULL_BOX = 4;

  /** Browsers refuse level 0, which some encoders write for "not known". */
  private static final int LOWEST_LEVEL = 10;

  private VpConfig() {}

  static VideoFormat parse(int fourCc, byte[] config) {
    boolean boxed = config.length >= FULL_BOX + BARE && config[0] == 1 && config[1] == 0;
    int at = boxed ? FULL_BOX : 0;
    if (config.length < at + 3) {
      return VideoFormat.ofCodec(fourCc);
    }
    int level = config[at + 1] & 0xFF;
    String codec =
        String.format(
            Locale.ROOT,
            "%s.%02d.%02d.%02d",
            FourCc.text(fourCc),
            config[at] & 0xFF,
            level == 0 ? LOWEST_LEVEL : level,
            config[at + 2] >> 4 & 15);
    return new VideoFormat(codec, 0, 0);
  }
}
