package tv.aircheck.flv.codec;

/**
 * What a video configuration says.
 *
 * @param codec as in RFC 6381, as exact as the configuration allows
 * @param width after cropping, 0 if not known
 * @param height after cropping, 0 if not known
 */
public record VideoFormat(String codec, int width, int height) {
  /** Of a codec's configuration record, which may be damaged: then as much as can be told. */
  public static VideoFormat of(int fourCc, byte[] config) {
    return switch (fourCc) {
      case FourCc.AVC -> AvcConfig.parse(config);
      case FourCc.HEVC -> HevcConfig.parse(config);
      case FourCc.AV1 -> Av1Config.parse(config);
      case FourCc.VP8, FourCc.VP9 -> VpConfig.parse(fourCc, config);
      default -> ofCodec(fourCc);
    };
  }

  /** When nothing but the codec is known. */
  public static VideoFormat ofCodec(int fourCc) {
    return new VideoFormat(FourCc.text(fourCc), 0, 0);
  }
}
