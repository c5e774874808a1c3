package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.output.Table;
import tv.aircheck.storage.Finding;

/** What a check found, as a table, as JSON and as an exit status. */
record FindingsView(List<Finding> findings) {
  /** Nothing is cut: what is wrong, and what to do about it, is wanted whole. */
  void print(PrintWriter out) {
    Table table = new Table("CHECK", "", "FOUND");
    findings.forEach(
        finding ->
            table.row(
                finding.about(),
                finding.level() == Finding.Level.FINE ? "ok" : word(finding),
                finding.words()));
    table.printWhole(out);
  }

  List<Map<String, Object>> json() {
    return findings.stream().map(FindingsView::fields).toList();
  }

  int exitCode() {
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.WRONG)
        ? ExitCode.FOUND_WRONG
        : ExitCode.DONE;
  }

  private static Map<String, Object> fields(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("check", finding.about());
    fields.put("level", word(finding));
    fields.put("found", finding.words());
    return fields;
  }

  private static String word(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }
}
