package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck broadcasts}. */
@Command(
    name = "broadcasts",
    description = "Shows, live and past.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BroadcastsLs.class,
      BroadcastsShow.class,
      BroadcastsTitle.class,
      BroadcastsLock.class,
      BroadcastsUnlock.class,
      BroadcastsVisibility.class,
      BroadcastsRm.class,
      BroadcastsRestore.class
    })
public final class BroadcastsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one? 'aircheck broadcasts ls' lists them");
  }
}
