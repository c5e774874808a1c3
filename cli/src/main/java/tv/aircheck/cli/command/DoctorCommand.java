package tv.aircheck.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.doctor.Checkup;
import tv.aircheck.cli.output.Json;

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
    FindingsView findings = new FindingsView(new Checkup(config.load(), System::nanoTime).run());
    if (json) {
      Json.print(findings.json(), spec.commandLine().getOut());
    } else {
      findings.print(spec.commandLine().getOut());
    }
    return findings.exitCode();
  }
}
