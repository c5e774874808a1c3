package tv.aircheck.cli.output;

import org.jline.utils.WCWidth;

/** Text by the columns it takes on a terminal, where some characters take two, and some none. */
public final class Cells {
  private static final String CUT = "…";

  private Cells() {}

  public static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  /** As much of it as fits, with an ellipsis where something is missing. */
  public static String fit(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder fitting = new StringBuilder();
    int left = columns - 1;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      left -= width(point);
      if (left < 0) {
        break;
      }
      fitting.appendCodePoint(point);
    }
    return columns < 1 ? "" : fitting.append(CUT).toString();
  }

  /** Filled up with blanks, or cut, to exactly so many columns. */
  public static String exactly(String text, int columns, boolean rightAligned) {
    String fitting = fit(text, columns);
    String blanks = " ".repeat(Math.max(0, columns - width(fitting)));
    return rightAligned ? blanks + fitting : fitting + blanks;
  }

  private static int width(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }
}
