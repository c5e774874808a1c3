package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck store}. */
@Command(
    name = "store",
    description = "The store, where segments live for good.",
    mixinStandardHelpOptions = true,
    subcommands = {
      StoreStatus.class,
      StoreCheck.class,
      StoreVerify.class,
      StoreRepair.class,
      StoreBundle.class,
      StoreGc.class
    })
public final class StoreCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one? 'aircheck store --help' lists them");
  }
}
