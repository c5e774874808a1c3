package tv.aircheck.flv.codec;

/** Width and height as a parameter set gives them; unknown if out of all reason. */
record PictureSize(int width, int height) {
  static final PictureSize UNKNOWN = new PictureSize(0, 0);

  private static final int MAX = 65_536;

  static PictureSize of(long width, long height) {
    boolean sane = width > 0 && width <= MAX && height > 0 && height <= MAX;
    return sane ? new PictureSize((int) width, (int) height) : UNKNOWN;
  }

  VideoFormat with(String codec) {
    return new VideoFormat(codec, width, height);
  }
}
