package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.Index;

/** {@code aircheck channels set APP/NAME}. */
@Command(name = "set", description = "Changes a channel.", mixinStandardHelpOptions = true)
final class ChannelsSet implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(
      paramLabel = "APP/NAME",
      converter = ChannelArgument.class,
      description = "The channel.")
  private ChannelName channel;

  @Option(
      names = "--title",
      required = true,
      paramLabel = "TITLE",
      description = "Its title; an empty one takes the title away.")
  private String title;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Index index = ArchiveIndex.open(config.load())) {
      ChannelRow row = ChannelsShow.find(index, channel);
      String before = row.title() == null ? "" : row.title();
      String words = channel + " '" + title + "' (before: '" + before + "').";
      if (change.dryRun) {
        out.println("Would title " + words);
      } else {
        index.writeNow(tx -> tx.channels().title(channel, title.isEmpty() ? null : title));
        out.println("Titled " + words);
      }
    }
    return ExitCode.DONE;
  }
}
