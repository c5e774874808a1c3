package tv.aircheck.flv.codec;

import java.util.Locale;

/**
 * VPCodecConfigurationRecord, bare or as the whole vpcC box body with version and flags before it.
 * It has no size.
 */
final class VpConfig {
  private static final int BARE = 8;
  private static final int FULL_BOX = 4;

  private VpConfig() {}

  /** Of the record's colour fields. */
  static VideoSignal signal(byte[] config) {
    int at = start(config);
    if (config.length < at + BARE) {
      return VideoSignal.UNKNOWN;
    }
    boolean fullRange = (config[at + 2] & 1) != 0;
    return new VideoSignal(
        1, 1, config[at + 3] & 0xFF, config[at + 4] & 0xFF, config[at + 5] & 0xFF, fullRange);
  }

  private static int start(byte[] config) {
    boolean boxed = config.length >= FULL_BOX + BARE && config[0] == 1 && config[1] == 0;
    return boxed ? FULL_BOX : 0;
  }

  static VideoFormat parse(int fourCc, byte[] config) {
    int at = start(config);
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
            level == 0 ? Vp9Frame.LOWEST_LEVEL : level,
            config[at + 2] >> 4 & 15);
    return new VideoFormat(codec, 0, 0);
  }
}
