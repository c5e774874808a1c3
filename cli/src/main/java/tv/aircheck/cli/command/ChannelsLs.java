package tv.aircheck.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelRow;
import tv.aircheck.index.Index;
import tv.aircheck.web.json.ChannelJson;

/** {@code aircheck channels ls}. */
@Command(name = "ls", description = "Lists the channels.", mixinStandardHelpOptions = true)
final class ChannelsLs implements Callable<Integer> {
  private static final int PAGE = 1000;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Override
  public Integer call() {
    try (Index index = ArchiveIndex.open(config.load())) {
      List<ChannelRow> channels = all(index);
      if (list.json) {
        Json.print(channels.stream().map(ChannelJson::of).toList(), spec.commandLine().getOut());
      } else {
        print(channels);
      }
    }
    return ExitCode.DONE;
  }

  private static List<ChannelRow> all(Index index) {
    List<ChannelRow> channels = new ArrayList<>();
    ChannelName after = null;
    while (true) {
      List<ChannelRow> page = index.channels().list(after, PAGE);
      channels.addAll(page);
      if (page.size() < PAGE) {
        return channels;
      }
      after = page.get(PAGE - 1).channel();
    }
  }

  private void print(List<ChannelRow> channels) {
    Table table = new Table("CHANNEL", "STATE", ">BROADCASTS", "LAST STARTED", "~TITLE");
    for (ChannelRow channel : channels) {
      table.row(
          channel.channel(),
          channel.live() ? "live" : "",
          channel.broadcasts(),
          channel.lastStartedAtMs() < 0 ? "" : Human.time(channel.lastStartedAtMs(), list.zone()),
          channel.title());
    }
    table.print(spec.commandLine().getOut());
  }
}
