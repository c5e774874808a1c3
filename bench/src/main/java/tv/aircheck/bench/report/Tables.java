package tv.aircheck.bench.report;

import java.util.List;

/** Results as tables. */
public final class Tables {
  private Tables() {}

  /** For a terminal. */
  public static String plain(List<Result> results) {
    return table(results).plain().replace("**", "") + notes(results, "");
  }

  /** For a page. */
  public static String markdown(List<Result> results) {
    return table(results).markdown() + notes(results, "\n");
  }

  private static TextTable table(List<Result> results) {
    TextTable table = new TextTable(Line.HEADINGS);
    for (Result result : results) {
      result.rows().stream()
          .flatMap(row -> Line.of(row).stream())
          .forEach(line -> table.add(line.cells()));
      if (result.outcome() != Result.Outcome.MEASURED) {
        table.add(List.of(result.title(), "", "", "", "", result.outcome().words()));
      }
    }
    return table;
  }

  /** What must be known about the numbers; the same words once. */
  private static String notes(List<Result> results, String before) {
    StringBuilder text = new StringBuilder();
    results.stream()
        .flatMap(result -> result.notes().stream())
        .distinct()
        .forEach(
            note ->
                text.append(text.isEmpty() ? before : "").append("- ").append(note).append('\n'));
    return text.toString();
  }
}
