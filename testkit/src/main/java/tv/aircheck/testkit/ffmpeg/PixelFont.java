package tv.aircheck.testkit.ffmpeg;

import java.util.Map;

/** Letters of 5 x 7 squares: those that the demo clip needs. */
final class PixelFont {
  private static final int COLUMNS = 5;
  private static final int ROWS = 7;

  /** Rows from the top, five bits each, the left square in the highest. */
  private static final Map<Character, int[]> GLYPHS =
      Map.ofEntries(
          Map.entry('0', new int[] {14, 17, 19, 21, 25, 17, 14}),
          Map.entry('1', new int[] {4, 12, 4, 4, 4, 4, 14}),
          Map.entry('2', new int[] {14, 17, 1, 2, 4, 8, 31}),
          Map.entry('3', new int[] {31, 2, 4, 2, 1, 17, 14}),
          Map.entry('4', new int[] {2, 6, 10, 18, 31, 2, 2}),
          Map.entry('5', new int[] {31, 16, 30, 1, 1, 17, 14}),
          Map.entry('6', new int[] {6, 8, 16, 30, 17, 17, 14}),
          Map.entry('7', new int[] {31, 1, 2, 4, 8, 8, 8}),
          Map.entry('8', new int[] {14, 17, 17, 14, 17, 17, 14}),
          Map.entry('9', new int[] {14, 17, 17, 15, 1, 2, 12}),
          Map.entry(':', new int[] {0, 4, 4, 0, 4, 4, 0}),
          Map.entry('A', new int[] {14, 17, 17, 31, 17, 17, 17}),
          Map.entry('C', new int[] {14, 17, 16, 16, 16, 17, 14}),
          Map.entry('E', new int[] {31, 16, 16, 30, 16, 16, 31}),
          Map.entry('H', new int[] {17, 17, 17, 31, 17, 17, 17}),
          Map.entry('I', new int[] {14, 4, 4, 4, 4, 4, 14}),
          Map.entry('K', new int[] {17, 18, 20, 24, 20, 18, 17}),
          Map.entry('R', new int[] {30, 17, 17, 30, 20, 18, 17}));

  private PixelFont() {}

  /** Draws a text, each square so many pixels (even) wide and high. */
  static void draw(Canvas canvas, String text, int left, int top, int square) {
    for (int i = 0; i < text.length(); i++) {
      int[] rows = GLYPHS.get(text.charAt(i));
      if (rows == null) {
        throw new IllegalArgumentException("no glyph for " + text.charAt(i));
      }
      drawGlyph(canvas, rows, left + i * (COLUMNS + 1) * square, top, square);
    }
  }

  static int width(String text, int square) {
    return (text.length() * (COLUMNS + 1) - 1) * square;
  }

  private static void drawGlyph(Canvas canvas, int[] rows, int left, int top, int square) {
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        if ((rows[row] >> (COLUMNS - 1 - column) & 1) == 1) {
          canvas.fill(
              left + column * square, top + row * square, square, square, Canvas.Color.WHITE);
        }
      }
    }
  }
}
