package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastPage;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.web.json.BroadcastJson;

/** {@code aircheck broadcasts ls}. */
@Command(name = "ls", description = "Lists shows, newest first.", mixinStandardHelpOptions = true)
final class BroadcastsLs implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;
  @Mixin private PageOptions part;

  @Option(
      names = "--channel",
      paramLabel = "APP/NAME",
      converter = ChannelArgument.class,
      description = "Only this channel's.")
  private ChannelName channel;

  @Option(names = "--live", description = "Only what is on air.")
  private boolean live;

  @Option(names = "--deleted", description = "Only what is marked for deletion.")
  private boolean deleted;

  @Override
  public Integer call() {
    if (live && deleted) {
      throw new ParameterException(
          spec.commandLine(), "--live and --deleted exclude each other: nothing live is deleted");
    }
    int limit = part.limit();
    try (Index index = ArchiveIndex.open(config.load())) {
      if (channel != null) {
        ChannelsShow.find(index, channel);
      }
      BroadcastFilter filter = BroadcastFilter.all().of(channel).in(state());
      BroadcastPage page = index.broadcasts().list(filter, part.cursor(), limit);
      if (list.json) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("broadcasts", page.rows().stream().map(BroadcastJson::of).toList());
        answer.put("cursor", page.next());
        Json.print(answer, spec.commandLine().getOut());
      } else {
        print(page);
      }
    }
    return ExitCode.DONE;
  }

  private BroadcastState state() {
    if (deleted) {
      return BroadcastState.MARKED;
    }
    return live ? BroadcastState.LIVE : null;
  }

  private void print(BroadcastPage page) {
    if (deleted) {
      printDeleted(page);
    } else {
      printShown(page);
    }
    part.tellMore(page.next());
  }

  private void printDeleted(BroadcastPage page) {
    Table table = new Table("ID", "CHANNEL", "STARTED", ">SIZE", "GONE AFTER", "~MARKED BY");
    for (BroadcastRow broadcast : page.rows()) {
      table.row(
          broadcast.id(),
          broadcast.channel(),
          Human.time(broadcast.startedAtMs(), list.zone()),
          list.size(broadcast.bytes()),
          Human.time(broadcast.mark().deleteAtMs(), list.zone()),
          broadcast.mark().rule());
    }
    table.print(spec.commandLine().getOut());
  }

  private void printShown(BroadcastPage page) {
    Table table = new Table("ID", "CHANNEL", "STARTED", ">LENGTH", ">SIZE", "STATE", "~TITLE");
    for (BroadcastRow broadcast : page.rows()) {
      table.row(
          broadcast.id(),
          broadcast.channel(),
          Human.time(broadcast.startedAtMs(), list.zone()),
          Human.duration(broadcast.durationMs()),
          list.size(broadcast.bytes()),
          broadcast.state().name().toLowerCase(Locale.ROOT)
              + (broadcast.locked() ? ", locked" : ""),
          broadcast.title());
    }
    table.print(spec.commandLine().getOut());
  }
}
