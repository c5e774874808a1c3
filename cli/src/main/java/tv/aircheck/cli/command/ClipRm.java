package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRow;
import tv.aircheck.playback.ClipDesk;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.retention.Curator;
import tv.aircheck.storage.StorageException;

/** {@code aircheck clip rm ID}. */
@Command(
    name = "rm",
    description = {
      "Deletes clips. They are hidden at once, and forgotten after the grace time (retention.grace);"
          + " until then 'clip restore' brings them back.",
      "With the last clip of a show that was deleted, what is left of the show goes."
    },
    mixinStandardHelpOptions = true)
final class ClipRm implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The clips.")
  private String[] ids;

  @Option(names = "--now", description = "Deletes for good at once: nothing brings them back.")
  private boolean now;

  @Override
  public Integer call() throws StorageException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings);
        ClipDesk desk = archive.clips(settings)) {
      for (String id : ids) {
        remove(settings, archive, desk, ClipLs.find(archive, id));
      }
    }
    return ExitCode.DONE;
  }

  private void remove(Config settings, Archive archive, ClipDesk desk, ClipRow clip)
      throws StorageException {
    PrintWriter out = spec.commandLine().getOut();
    if (!now && !clip.isShown()) {
      out.println(clip.id() + " is marked already; --now deletes it at once.");
      return;
    }
    String what = describe(archive, clip);
    if (change.dryRun) {
      out.println((now ? "Would delete " : "Would mark for deletion ") + what);
      return;
    }
    String question = now ? "Delete at once and for good " : "Delete ";
    if (!change.isWanted(question + what + "?", out)) {
      out.println("Nothing was deleted.");
      return;
    }
    Deed deed = change.deed(Curator.BY_HAND);
    if (now) {
      if (!archive.clipRemoval().run(clip.id(), row -> true, deed, segments -> {})) {
        throw new CommandFailed("clip " + clip.id() + " is gone already");
      }
      out.println("Deleted " + what);
      return;
    }
    ClipRow marked = desk.mark(clip.id(), settings.retention().grace(), deed.who(), deed.why());
    out.println("Marked for deletion " + what);
    out.println(
        "It goes after %s; until then: aircheck clip restore %s"
            .formatted(Human.time(marked.mark().deleteAtMs(), ZoneId.systemDefault()), clip.id()));
  }

  private static String describe(Archive archive, ClipRow clip) {
    boolean alone =
        archive
            .index()
            .broadcasts()
            .find(clip.broadcastId())
            .filter(row -> row.state() == BroadcastState.CLIPPED)
            .isPresent();
    return "clip %s of %s%s: %s, %s%s"
        .formatted(
            clip.id(),
            clip.channel(),
            clip.title() == null ? "" : " '" + clip.title() + "'",
            Human.duration(clip.durationMs()),
            Human.bytes(clip.bytes()),
            alone
                ? "; its show was deleted, so what it covers goes with it"
                : "; its show stays as it is");
  }
}
