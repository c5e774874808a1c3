package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.doctor.Checkup;
import tv.aircheck.cli.doctor.Finding;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;

/** {@code aircheck doctor}. */
@Command(
    name = "doctor",
    description = "Looks at the machine: would a server with these settings run well here?",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(names = "--json", description = "JSON instead of a table, for scripts.")
  private boolean json;

  @Override
  public Integer call() {
    List<Finding> findings = new Checkup(config.load(), System::nanoTime).run();
    if (json) {
      Json.print(
          findings.stream().map(DoctorCommand::fields).toList(), spec.commandLine().getOut());
    } else {
      Table table = new Table("CHECK", "", "FOUND");
      findings.forEach(
          finding ->
              table.row(
                  finding.about(),
                  finding.level() == Finding.Level.FINE ? "ok" : word(finding),
                  finding.words()));
      table.printWhole(spec.commandLine().getOut());
    }
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
