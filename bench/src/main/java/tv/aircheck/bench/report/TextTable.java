package tv.aircheck.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines under headings, for a terminal or as Markdown. A heading that begins with &gt; is of
 * numbers.
 */
final class TextTable {
  private static final String RIGHT = ">";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  TextTable add(List<String> cells) {
    rows.add(cells);
    return this;
  }

  /** Each column as wide as its widest cell. */
  String plain() {
    int[] widths = new int[headings.size()];
    for (List<String> row : withNames()) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : withNames()) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - row.get(i).length());
        line.append(isRight(i) ? pad + row.get(i) : row.get(i) + pad).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  String markdown() {
    StringBuilder text = new StringBuilder(markdown(names()));
    text.append('|');
    for (int i = 0; i < headings.size(); i++) {
      text.append(isRight(i) ? " ---: |" : " --- |");
    }
    text.append('\n');
    rows.forEach(row -> text.append(markdown(row)));
    return text.toString();
  }

  private static String markdown(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private List<List<String>> withNames() {
    return Stream.concat(Stream.of(names()), rows.stream()).toList();
  }

  private List<String> names() {
    return headings.stream().map(heading -> heading.replace(RIGHT, "")).toList();
  }

  private boolean isRight(int column) {
    return headings.get(column).startsWith(RIGHT);
  }
}
