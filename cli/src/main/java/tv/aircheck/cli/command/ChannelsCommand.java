package tv.aircheck.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aircheck channels}. */
@Command(
    name = "channels",
    description = "Named live streams, such as live/me.",
    mixinStandardHelpOptions = true,
    subcommands = {ChannelsLs.class, ChannelsShow.class, ChannelsSet.class})
public final class ChannelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one? 'aircheck channels ls' lists them");
  }
}
