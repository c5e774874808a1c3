package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck audit}. */
@Command(
    name = "audit",
    description = "Who deleted, locked, unlocked, restored or changed a rule.",
    mixinStandardHelpOptions = true,
    subcommands = AuditLs.class)
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one? 'aircheck audit ls' lists what was done");
  }
}
