package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck index}. */
@Command(
    name = "index",
    description = "The index, which can be made anew from the store.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IndexCheckCommand.class,
      IndexRebuild.class,
      IndexBackupCommand.class,
      IndexAdopt.class
    })
public final class IndexCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one? 'aircheck index --help' lists them");
  }
}
