package tv.aircheck.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings, each column as wide as its widest cell; on a terminal that is narrower,
 * columns are cut.
 */
public final class Table {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final Column[] columns;

  /**
   * How a column is shown.
   *
   * @param mayBeCut it is cut before any other, and left out where there is no room for it at all
   */
  record Column(boolean rightAligned, boolean mayBeCut) {}

  /**
   * A heading that begins with {@code >} aligns its column to the right, as numbers want it; one
   * that begins with {@code ~} is of words that may be cut.
   */
  public Table(String... headings) {
    columns = new Column[headings.length];
    String[] names = new String[headings.length];
    for (int i = 0; i < headings.length; i++) {
      boolean right = headings[i].startsWith(">");
      boolean cut = headings[i].startsWith("~");
      columns[i] = new Column(right, cut);
      names[i] = right || cut ? headings[i].substring(1) : headings[i];
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

  /** To a terminal within its width, elsewhere whole. */
  public void print(PrintWriter out) {
    lines(Screen.columns()).forEach(out::println);
    out.flush();
  }

  /** Whole everywhere: the terminal wraps what says what to do. */
  public void printWhole(PrintWriter out) {
    lines(Screen.UNLIMITED).forEach(out::println);
    out.flush();
  }

  /** The headings' line, then one for each row, none wider than so many columns if that can be. */
  public List<String> lines(int width) {
    int[] widths = new int[columns.length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Cells.width(row[i]));
      }
    }
    int[] fitted = new ColumnFit(columns, GAP.length()).fit(widths, width);
    return rows.stream().map(row -> line(row, fitted)).toList();
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        line.append(line.isEmpty() ? "" : GAP)
            .append(Cells.exactly(row[i], widths[i], columns[i].rightAligned()));
      }
    }
    return line.toString().stripTrailing();
  }

  /** Titles come from outside: no control character of theirs reaches a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
