package tv.aircheck.testkit.ffmpeg;

import java.util.Arrays;

/** Rectangles on the planes of a YUV 4:2:0 picture. */
final class Canvas {
  private final int width;
  private final int height;
  private byte[] luma;
  private byte[] blue;
  private byte[] red;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Draws on these planes from now on. */
  void use(byte[] newLuma, byte[] newBlue, byte[] newRed) {
    luma = newLuma;
    blue = newBlue;
    red = newRed;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Fills a rectangle; its corners and sizes are even, as colours are shared by 2x2 pixels. */
  void fill(int left, int top, int wide, int high, Color color) {
    for (int y = top; y < top + high; y++) {
      Arrays.fill(luma, y * width + left, y * width + left + wide, (byte) color.luma());
    }
    for (int y = top / 2; y < (top + high) / 2; y++) {
      int row = y * (width / 2);
      Arrays.fill(blue, row + left / 2, row + (left + wide) / 2, (byte) color.blue());
      Arrays.fill(red, row + left / 2, row + (left + wide) / 2, (byte) color.red());
    }
  }

  /** A colour in BT.601 limited range. */
  record Color(int luma, int blue, int red) {
    static final Color WHITE = new Color(235, 128, 128);
    static final Color BLACK = new Color(16, 128, 128);

    static Color rgb(int r, int g, int b) {
      double y = 0.299 * r + 0.587 * g + 0.114 * b;
      return new Color(
          (int) Math.round(16 + y * 219 / 255),
          (int) Math.round(128 + 0.564 * (b - y) * 224 / 255),
          (int) Math.round(128 + 0.713 * (r - y) * 224 / 255));
    }
  }
}
