package tv.aircheck.cli.command;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.Visibility;

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
      paramLabel = "TITLE",
      description = "Its title; an empty one takes the title away.")
  private String title;

  @Option(
      names = "--visibility",
      paramLabel = "WHO",
      converter = VisibilityArgument.class,
      description = {
        "Who gets to see it and its shows: public (everybody), unlisted (who has the address) or",
        "private (who has a token or a signed link). It may be said before the first show."
      })
  private Visibility visibility;

  @Override
  public Integer call() {
    if (title == null && visibility == null) {
      throw new ParameterException(spec.commandLine(), "Set what? --title or --visibility");
    }
    try (Index index = ArchiveIndex.open(config.load())) {
      if (title != null) {
        title(index, ChannelsShow.find(index, channel));
      }
      if (visibility != null) {
        visibility(index);
      }
    }
    return ExitCode.DONE;
  }

  private void title(Index index, ChannelRow row) {
    String before = row.title() == null ? "" : row.title();
    String words = channel + " '" + title + "' (before: '" + before + "').";
    if (change.dryRun) {
      say("Would title " + words);
    } else {
      index.writeNow(tx -> tx.channels().title(channel, title.isEmpty() ? null : title));
      say("Titled " + words);
    }
  }

  private void visibility(Index index) {
    boolean isNew = index.channels().find(channel).isEmpty();
    String before = isNew ? "a new channel" : index.channels().visibility(channel).word();
    String words = channel + " " + visibility.word() + " (before: " + before + ").";
    if (change.dryRun) {
      say("Would make " + words);
    } else {
      long nowMs = InstantSource.system().millis();
      index.writeNow(
          tx -> {
            new AccessEdits(tx, nowMs, change.deed().who(), change.deed().why())
                .visibility(channel, visibility);
            return null;
          });
      say("Made " + words);
    }
  }

  private void say(String words) {
    spec.commandLine().getOut().println(words);
  }
}
