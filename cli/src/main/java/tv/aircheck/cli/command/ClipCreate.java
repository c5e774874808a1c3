package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.ClipRow;
import tv.aircheck.playback.ClipDesk;
import tv.aircheck.playback.ClipDraft;
import tv.aircheck.playback.ClipPlace;
import tv.aircheck.playback.ClipRequest;
import tv.aircheck.playback.NotPlayable;
import tv.aircheck.recorder.Deed;
import tv.aircheck.storage.StorageException;
import tv.aircheck.web.json.ClipJson;

/** {@code aircheck clip create BROADCAST}. */
@Command(
    name = "create",
    description = {
      "Makes a clip of a part of a show. It begins with the keyframe at or before --from.",
      "Its id is played, exported and linked to like a show's."
    },
    mixinStandardHelpOptions = true)
final class ClipCreate implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "BROADCAST", description = "The show; may be on air.")
  private String broadcast;

  @Option(
      names = "--from",
      paramLabel = "OFFSET",
      required = true,
      converter = OffsetArgument.class,
      description = "From this offset in the show: seconds, or H:MM:SS.")
  private long fromMs;

  @Option(
      names = "--to",
      paramLabel = "OFFSET",
      required = true,
      converter = OffsetArgument.class,
      description = "Up to: seconds, or H:MM:SS.")
  private long toMs;

  @Option(names = "--title", paramLabel = "TITLE", description = "Its title.")
  private String title;

  @Option(names = "--json", description = "The clip as JSON, for scripts.")
  private boolean json;

  @Override
  public Integer call() throws StorageException {
    if (toMs <= fromMs) {
      throw new ParameterException(spec.commandLine(), "--to must be behind --from");
    }
    PrintWriter out = spec.commandLine().getOut();
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings);
        ClipDesk desk = archive.clips(settings)) {
      BroadcastsShow.find(archive.index(), broadcast);
      ClipDraft draft = desk.draft(new ClipRequest(broadcast, fromMs, toMs, title));
      String what =
          "%s to %s of %s"
              .formatted(Human.duration(draft.fromMs()), Human.duration(draft.toMs()), broadcast);
      if (change.dryRun) {
        out.println("Would make a clip of " + what + ".");
        return ExitCode.DONE;
      }
      Deed deed = change.deed();
      ClipRow clip = desk.keep(draft, deed.who(), deed.why());
      if (json) {
        Json.print(ClipJson.of(clip, new ClipPlace(draft.fromMs(), draft.toMs())), out);
      } else {
        out.println("Made clip %s of %s.".formatted(clip.id(), what));
        out.println(
            "rtmp archive/%s plays it; aircheck export %s -o FILE.mp4 writes it"
                .formatted(clip.id(), clip.id()));
      }
      return ExitCode.DONE;
    } catch (NotPlayable e) {
      throw new CommandFailed(e.getMessage(), e);
    }
  }
}
