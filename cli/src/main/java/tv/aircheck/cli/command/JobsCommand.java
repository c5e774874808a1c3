package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck jobs}. */
@Command(
    name = "jobs",
    description = "What is done by the clock: when it ran, when it runs, and now.",
    mixinStandardHelpOptions = true,
    subcommands = {JobsLs.class, JobsRun.class})
public final class JobsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which one? 'aircheck jobs ls' lists them");
  }
}
