package tv.aircheck.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH found, a line for each benchmark: nanoseconds and bytes for one operation. */
final class LoopTable {
  static final String BEGIN = "<!-- jmh -->";
  static final String END = "<!-- /jmh -->";

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /**
   * @param error half of the 99.9 % confidence interval; NaN when there were too few rounds
   */
  record Line(String loop, double nanos, double error, double bytes) {}

  private final List<Line> lines;

  LoopTable(List<Line> lines) {
    this.lines = lines;
  }

  static LoopTable of(Collection<RunResult> results) {
    return new LoopTable(
        results.stream().map(LoopTable::line).sorted(Comparator.comparing(Line::loop)).toList());
  }

  private static Line line(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    return new Line(
        name(result.getParams()),
        time.getScore(),
        time.getScoreError(),
        allocated == null ? Double.NaN : allocated.getScore());
  }

  /** Class and method without what all have in common, and the parameters by their names. */
  private static String name(BenchmarkParams params) {
    String full = params.getBenchmark();
    String method = full.substring(full.lastIndexOf('.') + 1);
    String type = full.substring(0, full.lastIndexOf('.'));
    String loop = type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "");
    String given =
        params.getParamsKeys().stream()
            .map(key -> key + " " + params.getParam(key))
            .collect(Collectors.joining(", "));
    return loop + " " + method + (given.isEmpty() ? "" : ", " + given);
  }

  /** For a terminal. */
  String text() {
    int width = lines.stream().mapToInt(line -> line.loop().length()).max().orElse(0);
    String format = "%-" + Math.max(4, width) + "s %10s %8s %8s\n";
    StringBuilder out = new StringBuilder(format(format, "loop", "ns/op", "±", "B/op"));
    for (Line line : lines) {
      out.append(
          format(format, line.loop(), one(line.nanos()), one(line.error()), one(line.bytes())));
    }
    return out.toString();
  }

  /** For a page. */
  String markdown() {
    StringBuilder out =
        new StringBuilder("| loop | ns/op | ± | B/op |\n| --- | --: | --: | --: |\n");
    for (Line line : lines) {
      out.append(
          format(
              "| %s | %s | %s | %s |\n",
              line.loop(), one(line.nanos()), one(line.error()), one(line.bytes())));
    }
    return out.toString();
  }

  /** Replaces what stands between the page's two markers. */
  void putInto(Path page) throws IOException {
    Files.writeString(page, replaced(Files.readString(page)));
  }

  String replaced(String page) {
    int from = page.indexOf(BEGIN);
    int to = page.indexOf(END);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "the page has no " + BEGIN + " followed by " + END + " to put the table between");
    }
    return page.substring(0, from + BEGIN.length()) + "\n" + markdown() + page.substring(to);
  }

  private static String one(double value) {
    return Double.isNaN(value) ? "–" : format("%.1f", value);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
