package tv.aircheck.flv.codec;

/**
 * The shape of a pixel, and what its numbers mean as colours (ISO/IEC 23091-2; 2 is "not said").
 *
 * @param pixelWidth to {@code pixelHeight} as a pixel is wide to high
 */
public record VideoSignal(
    int pixelWidth, int pixelHeight, int primaries, int transfer, int matrix, boolean fullRange) {
  static final int UNSAID = 2;

  /** Square pixels, and no word about colours. */
  public static final VideoSignal UNKNOWN = new VideoSignal(1, 1, UNSAID, UNSAID, UNSAID, false);

  private static final int EXTENDED_ASPECT = 255;
  private static final int[] ASPECT_WIDTHS = {
    1, 1, 12, 10, 16, 40, 24, 20, 32, 80, 18, 15, 64, 160, 4, 3, 2
  };
  private static final int[] ASPECT_HEIGHTS = {
    1, 1, 11, 11, 11, 33, 11, 11, 11, 33, 11, 11, 33, 99, 3, 2, 1
  };

  /** Of a codec's configuration, as far as it is told there. */
  public static VideoSignal of(int fourCc, byte[] config) {
    return switch (fourCc) {
      case FourCc.AVC -> AvcConfig.signal(config);
      case FourCc.VP9 -> VpConfig.signal(config);
      default -> UNKNOWN;
    };
  }

  public boolean isSquare() {
    return pixelWidth == pixelHeight;
  }

  /** The beginning of the VUI of H.264 (E.1.1) and H.265 (E.2.1), which is the same. */
  static VideoSignal ofVui(BitReader in) {
    int width = 1;
    int height = 1;
    if (in.flag()) {
      int aspect = in.bits(8);
      if (aspect == EXTENDED_ASPECT) {
        width = in.bits(16);
        height = in.bits(16);
      } else if (aspect < ASPECT_WIDTHS.length) {
        width = ASPECT_WIDTHS[aspect];
        height = ASPECT_HEIGHTS[aspect];
      }
    }
    if (in.flag()) {
      in.skip(1);
    }
    boolean fullRange = false;
    int colors = UNSAID << 16 | UNSAID << 8 | UNSAID;
    if (in.flag()) {
      in.skip(3);
      fullRange = in.flag();
      colors = in.flag() ? in.bits(24) : colors;
    }
    if (in.overrun()) {
      return UNKNOWN;
    }
    boolean shaped = width > 0 && height > 0;
    return new VideoSignal(
        shaped ? width : 1,
        shaped ? height : 1,
        colors >> 16,
        colors >> 8 & 0xFF,
        colors & 0xFF,
        fullRange);
  }
}
