package tv.aircheck.flv.codec;

import java.util.Locale;

/** AV1CodecConfigurationRecord and the sequence header OBU in it (AV1 bitstream, 5.5). */
final class Av1Config {
  private static final int FIXED_PART = 4;
  private static final int SEQUENCE_HEADER_OBU = 1;

  private Av1Config() {}

  static VideoFormat parse(byte[] config) {
    if (config.length < FIXED_PART || (config[0] & 0xFF) != 0x81) {
      return VideoFormat.ofCodec(FourCc.AV1);
    }
    boolean high = (config[2] & 0x40) != 0;
    boolean twelve = (config[2] & 0x20) != 0;
    String codec =
        String.format(
            Locale.ROOT,
            "av01.%d.%02d%s.%02d",
            config[1] >> 5 & 7,
            config[1] & 31,
            (config[2] & 0x80) != 0 ? "H" : "M",
            high ? (twelve ? 12 : 10) : 8);
    return sequenceHeader(config).with(codec);
  }

  private static PictureSize sequenceHeader(byte[] config) {
    int at = FIXED_PART;
    while (at < config.length) {
      int type = config[at] >> 3 & 15;
      boolean extended = (config[at] & 4) != 0;
      boolean sized = (config[at] & 2) != 0;
      at += extended ? 2 : 1;
      long size = (long) config.length - at;
      if (sized) {
        size = 0;
        int shift = 0;
        boolean more = true;
        while (more && at < config.length && shift < 56) {
          size |= (long) (config[at] & 0x7F) << shift;
          more = config[at++] < 0;
          shift += 7;
        }
      }
      if (size > config.length - at) {
        return PictureSize.UNKNOWN;
      }
      if (type == SEQUENCE_HEADER_OBU) {
        return size(new BitReader(config, at, at + (int) size));
      }
      at += (int) size;
    }
    return PictureSize.UNKNOWN;
  }

  private static PictureSize size(BitReader in) {
    in.skip(4);
    if (in.flag()) {
      in.skip(5);
    } else {
      skipOperatingPoints(in);
    }
    int widthBits = in.bits(4) + 1;
    int heightBits = in.bits(4) + 1;
    long width = in.bits(widthBits) + 1L;
    long height = in.bits(heightBits) + 1L;
    return in.overrun() ? PictureSize.UNKNOWN : PictureSize.of(width, height);
  }

  private static void skipOperatingPoints(BitReader in) {
    int delayBits = 0;
    if (in.flag()) {
      in.skip(64);
      if (in.flag()) {
        in.ue();
      }
      if (in.flag()) {
        delayBits = in.bits(5) + 1;
        in.skip(42);
      }
    }
    boolean displayDelay = in.flag();
    int points = in.bits(5) + 1;
    for (int i = 0; i < points; i++) {
      in.skip(12);
      if (in.bits(5) > 7) {
        in.skip(1);
      }
      if (delayBits > 0 && in.flag()) {
        in.skip(2 * delayBits + 1);
      }
      if (displayDelay && in.flag()) {
        in.skip(4);
      }
    }
  }
}
