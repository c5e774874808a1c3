package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck retention}. */
@Command(
    name = "retention",
    description = "What is kept, for how long, and what goes.",
    mixinStandardHelpOptions = true,
    subcommands = {RetentionPolicy.class, RetentionPlanCommand.class, RetentionRun.class})
public final class RetentionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one? 'aircheck retention plan' shows what would go");
  }
}
