package tv.aircheck.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a table: one server's share of a row.
 *
 * @param what the quantity and its unit; empty in the lines below a row's first
 * @param ratio ours by theirs, in their lines
 * @param verdict the target and whether it is met, in our lines
 */
record Line(String what, String who, String median, String spread, String ratio, String verdict) {
  static final List<String> HEADINGS =
      List.of("what", "server", ">median", ">least to most", ">ours / theirs", "target");

  /** Ours first, then the others in their order. */
  static List<Line> of(Row row) {
    List<Line> lines = new ArrayList<>();
    for (Series series : row.series()) {
      Spread spread = Spread.of(series.samples());
      boolean first = lines.isEmpty();
      lines.add(
          new Line(
              first ? name(row) : "",
              series.who(),
              Numbers.text(spread.median()),
              series.samples().size() == 1
                  ? ""
                  : Numbers.text(spread.least()) + " to " + Numbers.text(spread.most()),
              row.ratioTo(series.who()).map(Numbers::text).orElse(""),
              first ? verdict(row) : ""));
    }
    return lines;
  }

  /** The quantity and its unit. */
  static String name(Row row) {
    return row.unit().isEmpty() ? row.what() : row.what() + ", " + row.unit();
  }

  private static String verdict(Row row) {
    if (row.target() == null) {
      return "";
    }
    Optional<Boolean> met = row.isMet();
    return row.target().words() + met.map(yes -> yes ? ", met" : ", **not met**").orElse("");
  }

  List<String> cells() {
    return List.of(what, who, median, spread, ratio, verdict);
  }
}
