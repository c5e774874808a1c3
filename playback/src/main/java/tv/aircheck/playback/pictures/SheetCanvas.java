package tv.aircheck.playback.pictures;

import java.util.Arrays;
import tv.aircheck.playback.pictures.child.PictureWire;

/** The planes of a sheet: black, until tiles are drawn on it. */
final class SheetCanvas {
  private static final byte NO_COLOUR = (byte) 128;

  private final int width = Grid.COLUMNS * Grid.TILE_WIDTH;
  private final int height;
  private final byte[] planes;

  SheetCanvas(int rows) {
    height = rows * Grid.TILE_HEIGHT;
    planes = new byte[width * height * 3 / 2];
    Arrays.fill(planes, width * height, planes.length, NO_COLOUR);
  }

  /** In the middle of its place, whatever its shape. */
  void draw(int tile, PictureWire.Picture picture) {
    int left = even((Grid.TILE_WIDTH - picture.width()) / 2);
    int top = even((Grid.TILE_HEIGHT - picture.height()) / 2);
    int x = tile % Grid.COLUMNS * Grid.TILE_WIDTH + left;
    int y = tile / Grid.COLUMNS * Grid.TILE_HEIGHT + top;
    int from = 0;
    int to = 0;
    for (int shift = 0; shift < 2; shift++) { // Luma, then twice colours at half the size.
      for (int plane = 0; plane <= shift; plane++) {
        for (int row = 0; row < picture.height() >> shift; row++) {
          int at = to + ((y >> shift) + row) * (width >> shift) + (x >> shift);
          System.arraycopy(picture.bytes(), from, planes, at, picture.width() >> shift);
          from += picture.width() >> shift;
        }
        to += (width >> shift) * (height >> shift);
      }
    }
  }

  private static int even(int length) {
    return length & ~1;
  }

  PictureWire.Encode encode() {
    return new PictureWire.Encode(width, height, planes);
  }
}
