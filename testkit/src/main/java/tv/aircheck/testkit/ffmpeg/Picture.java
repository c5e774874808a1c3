package tv.aircheck.testkit.ffmpeg;

/** Draws frames in YUV 4:2:0. */
@FunctionalInterface
interface Picture {

  /**
   * Draws one frame over whatever the planes hold.
   *
   * @param luma width x height
   * @param blue (Cb) and {@code red} (Cr): half the width, half the height
   */
  void draw(int frame, byte[] luma, byte[] blue, byte[] red);
}
