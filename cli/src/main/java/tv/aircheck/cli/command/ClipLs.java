package tv.aircheck.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ClipFilter;
import tv.aircheck.index.ClipPage;
import tv.aircheck.index.ClipRow;
import tv.aircheck.playback.ClipDesk;
import tv.aircheck.playback.ClipPlace;
import tv.aircheck.storage.StorageException;
import tv.aircheck.web.json.ClipJson;

/** {@code aircheck clip ls}. */
@Command(name = "ls", description = "Lists clips, newest first.", mixinStandardHelpOptions = true)
final class ClipLs implements Callable<Integer> {
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

  @Option(names = "--broadcast", paramLabel = "ID", description = "Only this show's.")
  private String broadcast;

  @Option(names = "--deleted", description = "Only those that are marked for deletion.")
  private boolean deleted;

  @Override
  public Integer call() throws StorageException {
    int limit = part.limit();
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings);
        ClipDesk desk = archive.clips(settings)) {
      if (channel != null) {
        ChannelsShow.find(archive.index(), channel);
      }
      if (broadcast != null) {
        BroadcastsShow.find(archive.index(), broadcast);
      }
      ClipFilter filter = ClipFilter.all().of(channel).ofBroadcast(broadcast).deleted(deleted);
      ClipPage page = archive.index().clips().list(filter, part.cursor(), limit);
      if (list.json) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
            "clips",
            page.rows().stream()
                .map(clip -> ClipJson.of(clip, desk.place(clip).orElse(null)))
                .toList());
        answer.put("cursor", page.next());
        Json.print(answer, spec.commandLine().getOut());
      } else {
        print(page, desk);
      }
    }
    return ExitCode.DONE;
  }

  private void print(ClipPage page, ClipDesk desk) {
    String last = deleted ? "GONE AFTER" : "MADE";
    Table table =
        new Table("ID", "CHANNEL", "OF SHOW", ">FROM", ">LENGTH", ">SIZE", last, "~TITLE");
    for (ClipRow clip : page.rows()) {
      long at = deleted ? clip.mark().deleteAtMs() : clip.createdAtMs();
      table.row(
          clip.id(),
          clip.channel(),
          clip.broadcastId(),
          desk.place(clip).map(ClipPlace::fromMs).map(Human::duration).orElse("(gone)"),
          Human.duration(clip.durationMs()),
          list.size(clip.bytes()),
          Human.time(at, list.zone()),
          clip.title());
    }
    table.print(spec.commandLine().getOut());
    part.tellMore(page.next());
  }

  static ClipRow find(Archive archive, String id) {
    return archive
        .index()
        .clips()
        .find(id)
        .orElseThrow(
            () -> new CommandFailed("there is no clip " + id + ": 'aircheck clip ls' lists them"));
  }
}
