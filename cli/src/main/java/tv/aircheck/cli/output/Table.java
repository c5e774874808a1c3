package tv.aircheck.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under headings, each column as wide as its widest cell. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] rightAligned;

  /** A heading that begins with {@code >} aligns its column to the right, as numbers want it. */
  public Table(String... headings) {
    rightAligned = new boolean[headings.length];
    String[] names = new String[headings.length];
    for (int i = 0; i < headings.length; i++) {
      rightAligned[i] = headings[i].startsWith(">");
      names[i] = rightAligned[i] ? headings[i].substring(1) : headings[i];
    }
    rows.add(names);
  }

  public Table row(Object... cells) {
    rows.add(
        Arrays.stream(cells)
            .map(cell -> cell == null ? "" : printable(cell.toString()))
            .toArray(String[]::new));
    return this;
  }

  public boolean isEmpty() {
    return rows.size() == 1;
  }

  public void print(PrintWriter out) {
    int[] widths = new int[rightAligned.length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? "" : GAP).append(rightAligned[i] ? pad + row[i] : row[i] + pad);
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }

  /** Titles come from outside: no control character of theirs reaches a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
