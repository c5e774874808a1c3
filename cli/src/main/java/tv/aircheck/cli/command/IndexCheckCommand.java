package tv.aircheck.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Progress;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.recorder.verify.IndexCheck;
import tv.aircheck.recorder.verify.Invariant;
import tv.aircheck.recorder.verify.Violation;

/** {@code aircheck index check}. */
@Command(
    name = "check",
    description = "Compares the index with itself, with the spool and with the store's listing.",
    footer = {"", "Exit status 3 when something does not hold."},
    mixinStandardHelpOptions = true)
final class IndexCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(names = "--json", description = "JSON instead of a table, for scripts.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    List<Violation> found = new ArrayList<>();
    long segments;
    try (Archive archive = Archive.open(settings)) {
      segments = archive.index().segments().totals().segments();
      try (Progress progress = Progress.of("Checking", segments, "", spec.commandLine())) {
        new IndexCheck(
                settings.indexFile(), archive.index(), archive.spool(), archive.store(), found::add)
            .run(progress::at);
      }
    }
    if (json) {
      Json.print(
          Map.of("segments", segments, "violations", found.stream().map(this::fields).toList()),
          spec.commandLine().getOut());
    } else {
      print(segments, found);
    }
    return found.isEmpty() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
  }

  private void print(long segments, List<Violation> found) {
    PrintWriter out = spec.commandLine().getOut();
    if (!found.isEmpty()) {
      Table table = new Table(">NUMBER", "OF", "WHAT");
      found.forEach(
          violation ->
              table.row(violation.invariant().number(), violation.subject(), violation.words()));
      table.printWhole(out);
      out.println();
    }
    Table sums = new Table(">NUMBER", "HOLDS", "");
    for (Invariant invariant : Invariant.values()) {
      long broken = found.stream().filter(one -> one.invariant() == invariant).count();
      sums.row(invariant.number(), invariant.words(), broken == 0 ? "ok" : broken + " times not");
    }
    sums.printWhole(out);
    out.println();
    out.println(
        segments
            + " segments: "
            + (found.isEmpty() ? "the books are right" : found.size() + " contradictions"));
  }

  private Map<String, Object> fields(Violation violation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", violation.invariant().number());
    fields.put("invariant", violation.invariant().words());
    fields.put("subject", violation.subject());
    fields.put("words", violation.words());
    return fields;
  }
}
