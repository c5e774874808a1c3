package tv.aircheck.flv.codec;

/** The uncompressed header of a VP9 key frame, which alone says how large the picture is. */
public final class Vp9Frame {
  /** Of the levels there are; 0 is refused by browsers. */
  public static final int LOWEST_LEVEL = 10;

  private static final int FRAME_MARKER = 2;
  private static final int SYNC = 0x498342;
  private static final int RGB = 7;

  private Vp9Frame() {}

  /** Without a size if it is no key frame. */
  public static VideoFormat parse(byte[] frame) {
    return read(new BitReader(frame, 0, frame.length)).size().with(FourCc.text(FourCc.VP9));
  }

  /** The eight bytes of a configuration record, for senders who gave none. */
  public static byte[] config(byte[] frame) {
    Header header = read(new BitReader(frame, 0, frame.length));
    int depth = header.depth() << 4 | header.subsampling() << 1;
    return new byte[] {(byte) header.profile(), LOWEST_LEVEL, (byte) depth, 2, 2, 2, 0, 0};
  }

  private record Header(int profile, int depth, int subsampling, PictureSize size) {}

  private static Header read(BitReader in) {
    boolean marked = in.bits(2) == FRAME_MARKER;
    int profile = in.bit() | in.bit() << 1;
    in.skip(profile == 3 ? 1 : 0);
    boolean shown = in.flag();
    boolean inter = in.flag();
    in.skip(2);
    if (!marked || shown || inter || in.bits(24) != SYNC) {
      return new Header(0, 8, 1, PictureSize.UNKNOWN);
    }
    int depth = profile < 2 ? 8 : in.flag() ? 12 : 10;
    int space = in.bits(3);
    int subsampling = subsampling(in, profile, space);
    PictureSize size = PictureSize.of(in.bits(16) + 1L, in.bits(16) + 1L);
    return new Header(profile, depth, subsampling, in.overrun() ? PictureSize.UNKNOWN : size);
  }

  /** 1 is 4:2:0 with the colour beside the light, 2 is 4:2:2, 3 is 4:4:4. */
  private static int subsampling(BitReader in, int profile, int space) {
    boolean odd = (profile & 1) != 0;
    if (space == RGB) {
      in.skip(odd ? 1 : 0);
      return 3;
    }
    in.skip(1);
    if (!odd) {
      return 1;
    }
    boolean halfWidth = in.flag();
    boolean halfHeight = in.flag();
    in.skip(1);
    return halfWidth ? (halfHeight ? 1 : 2) : 3;
  }
}
