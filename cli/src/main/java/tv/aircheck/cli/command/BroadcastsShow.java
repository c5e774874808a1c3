package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.NearestName;
import tv.aircheck.cli.keeping.KeepingView;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.playback.Whereabouts;
import tv.aircheck.storage.StorageException;
import tv.aircheck.web.json.BroadcastJson;
import tv.aircheck.web.json.TakeJson;

/** {@code aircheck broadcasts show ID}. */
@Command(
    name = "show",
    description = "Shows one show: its takes, what they are coded in, and what is missing.",
    mixinStandardHelpOptions = true)
final class BroadcastsShow implements Callable<Integer> {
  /** Of the newest, for a suggestion. */
  private static final int MOST_LOOKED_AT = 500;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  @Parameters(paramLabel = "ID", description = "The broadcast.")
  private String id;

  @Override
  public Integer call() throws StorageException {
    Config settings = config.load();
    try (Index index = ArchiveIndex.open(settings)) {
      BroadcastRow broadcast = find(index, id);
      List<TakeRow> takes = index.takes().ofBroadcast(broadcast.id());
      if (list.json) {
        Map<String, Object> fields = Json.fields(BroadcastJson.of(broadcast));
        fields.putAll(Json.fields(KeepingView.json(KeepingView.of(settings, index, id))));
        fields.put(
            "takes",
            takes.stream()
                .map(take -> TakeJson.of(take, index.gaps().ofTake(take.seq())))
                .toList());
        Json.print(fields, spec.commandLine().getOut());
      } else {
        print(index, broadcast, takes, KeepingView.of(settings, index, id));
      }
    }
    return ExitCode.DONE;
  }

  static BroadcastRow find(Index index, String id) {
    return index
        .broadcasts()
        .find(id)
        .orElseThrow(
            () ->
                new CommandFailed(
                    "there is no broadcast "
                        + id
                        + meant(index, id)
                        + "'aircheck broadcasts ls"
                        + (id.contains("/") ? " --channel " + id : "")
                        + "' lists them"));
  }

  /** One of the newest whose id begins so, or differs in a few letters. */
  private static String meant(Index index, String id) {
    List<String> newest =
        index.broadcasts().list(BroadcastFilter.all(), null, MOST_LOOKED_AT).rows().stream()
            .map(BroadcastRow::id)
            .toList();
    String typed = id.toUpperCase(Locale.ROOT);
    List<String> longer =
        newest.stream().filter(known -> typed.length() > 3 && known.startsWith(typed)).toList();
    return (longer.size() == 1 ? Optional.of(longer.get(0)) : NearestName.near(typed, newest))
        .map(known -> ": did you mean " + known + "? ")
        .orElse(": ");
  }

  private String deleted(BroadcastRow broadcast) {
    if (broadcast.state() == BroadcastState.CLIPPED) {
      return "yes; only what its clips keep is left";
    }
    return broadcast.mark() == null ? "no" : deletion(broadcast.mark());
  }

  private static String clips(Index index, BroadcastRow broadcast) {
    List<ClipRow> clips = index.clips().ofBroadcast(broadcast.id());
    return clips.isEmpty()
        ? "none"
        : "%d, %s ('aircheck clip ls --broadcast %s')"
            .formatted(
                clips.size(),
                Human.bytes(clips.stream().mapToLong(ClipRow::bytes).sum()),
                broadcast.id());
  }

  private String deletion(BroadcastMark mark) {
    return "after %s, by %s; until then 'aircheck broadcasts restore' brings it back"
        .formatted(Human.time(mark.deleteAtMs(), list.zone()), mark.rule());
  }

  private void print(
      Index index, BroadcastRow broadcast, List<TakeRow> takes, Whereabouts whereabouts) {
    PrintWriter out = spec.commandLine().getOut();
    new Table("BROADCAST", broadcast.id())
        .row("channel", broadcast.channel())
        .row("title", broadcast.title())
        .row("state", broadcast.state().name().toLowerCase(Locale.ROOT))
        .row("started", Human.time(broadcast.startedAtMs(), list.zone()))
        .row(
            "ended",
            broadcast.endedAtMs() == null ? "" : Human.time(broadcast.endedAtMs(), list.zone()))
        .row("length", Human.duration(broadcast.durationMs()))
        .row("size", Human.bytes(broadcast.bytes()) + " (" + broadcast.bytes() + " bytes)")
        .row("kept", KeepingView.words(whereabouts, list.zone()))
        .row("locked", broadcast.locked() ? "yes" : "no")
        .row("deleted", deleted(broadcast))
        .row("clips", clips(index, broadcast))
        .printWhole(out);
    out.println();
    Table table =
        new Table("TAKE", "STARTED", ">LENGTH", ">SIZE", "VIDEO", "AUDIO", "ENDED BY", "ORIGIN");
    Table holes = new Table("MISSING IN TAKE", ">FROM", ">TO", ">BYTES", "REASON");
    for (TakeRow take : takes) {
      Codecs codecs = index.segments().last(take.seq()).map(SegmentRow::codecs).orElse(null);
      table.row(
          take.id(),
          Human.time(take.startedAtMs(), list.zone()),
          Human.duration(take.extent().durationMs()),
          list.size(take.extent().bytes()),
          codecs == null || codecs.video() == null
              ? ""
              : codecs.video() + " " + codecs.width() + "x" + codecs.height(),
          codecs == null || codecs.audio() == null ? "" : codecs.audio(),
          take.isOpen() ? "on air" : take.end().reason().toLowerCase(Locale.ROOT),
          take.originNode());
      for (GapRow gap : index.gaps().ofTake(take.seq())) {
        holes.row(
            take.id(),
            Human.duration(gap.fromMs()),
            Human.duration(gap.toMs()),
            gap.toPosition() - gap.fromPosition(),
            gap.reason());
      }
    }
    table.print(out);
    if (!holes.isEmpty()) {
      out.println();
      holes.print(out);
    }
  }
}
