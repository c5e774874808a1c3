package tv.aircheck.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rows as horizontal bars, as SVG: a bar per server as long as its median, a thin line from the
 * least sample to the most, and a dashed line where the target is. Follows the reader's choice of a
 * light or dark page.
 */
public final class Picture {
  private static final int WIDTH = 760;
  private static final int BARS_AT = 150;
  private static final int BARS_WIDTH = 480;
  private static final int TITLE_HEIGHT = 26;
  private static final int BAR_STEP = 20;
  private static final int BAR_HEIGHT = 13;
  private static final int MARGIN = 16;

  private static final String STYLE =
      """
      <style>
        text { font: 12px system-ui, sans-serif; fill: #24292f; }
        .what { font-weight: 600; }
        .target { fill: #b35900; }
        .ours { fill: #1f6feb; }
        .theirs { fill: #a8b1bb; }
        .spread { stroke: #24292f; }
        .limit { stroke: #d97706; stroke-width: 2; stroke-dasharray: 4 3; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .target { fill: #f0b35c; }
          .ours { fill: #58a6ff; }
          .theirs { fill: #57606a; }
          .spread { stroke: #e6edf3; }
          .limit { stroke: #f0a93c; }
        }
      </style>
      """;

  private final StringBuilder shapes = new StringBuilder();
  private int y = MARGIN;

  private Picture() {}

  /** Of all rows that have something to compare; none when there are none. */
  public static Optional<String> of(List<Result> results) {
    Picture picture = new Picture();
    results.stream()
        .flatMap(result -> result.rows().stream())
        .filter(Picture::isComparison)
        .forEach(picture::draw);
    return picture.shapes.isEmpty() ? Optional.empty() : Optional.of(picture.svg());
  }

  private static boolean isComparison(Row row) {
    // What must be nothing at all is a fact for the table, not a length.
    boolean comparable = row.limit().map(limit -> limit > 0).orElse(row.series().size() > 1);
    return comparable && scale(row) > 0;
  }

  /** What the longest bar stands for. */
  private static double scale(Row row) {
    double longest =
        row.series().stream().mapToDouble(s -> Spread.of(s.samples()).most()).max().orElse(0);
    return Math.max(longest, row.limit().orElse(0.0));
  }

  private void draw(Row row) {
    double scale = scale(row) / BARS_WIDTH;
    int top = y + TITLE_HEIGHT - BAR_HEIGHT / 2;
    text(0, y + BAR_HEIGHT, "what", Line.name(row));
    row.limit()
        .ifPresent(
            limit ->
                text(BARS_AT + BARS_WIDTH, y + BAR_HEIGHT, "target end", row.target().words()));
    y += TITLE_HEIGHT;
    for (Series series : row.series()) {
      bar(series, scale);
    }
    row.limit().ifPresent(limit -> vertical(BARS_AT + limit / scale, top, y));
    y += MARGIN;
  }

  private void bar(Series series, double scale) {
    Spread spread = Spread.of(series.samples());
    String kind = series.who().equals(Series.OURS) ? "ours" : "theirs";
    double length = spread.median() / scale;
    text(BARS_AT - 8, y + BAR_HEIGHT - 2, "end", series.who());
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
        kind, BARS_AT, y, Math.max(length, 1), BAR_HEIGHT);
    double most = spread.most() / scale;
    if (series.samples().size() > 1) {
      add(
          "<line class=\"spread\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
          BARS_AT + spread.least() / scale, BARS_AT + most, y + BAR_HEIGHT / 2, y + BAR_HEIGHT / 2);
    }
    text(BARS_AT + most + 6, y + BAR_HEIGHT - 2, "value", Numbers.text(spread.median()));
    y += BAR_STEP;
  }

  private void vertical(double x, int from, int to) {
    add("<line class=\"limit\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>", x, from, to);
  }

  private void text(double x, int baseline, String kind, String words) {
    String anchor = kind.endsWith("end") ? " text-anchor=\"end\"" : "";
    add(
        "<text class=\"%s\" x=\"%.1f\" y=\"%d\"%s>%s</text>",
        kind, x, baseline, anchor, escape(words));
  }

  private void add(String shape, Object... values) {
    shapes.append("  ").append(String.format(Locale.ROOT, shape, values)).append('\n');
  }

  private static String escape(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private String svg() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="-8 0 %1$d %2$d" role="img">
        %3$s%4$s</svg>
        """
        .formatted(WIDTH, y, STYLE, shapes);
  }
}
