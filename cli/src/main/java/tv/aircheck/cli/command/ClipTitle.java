package tv.aircheck.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.playback.ClipDesk;
import tv.aircheck.recorder.Deed;
import tv.aircheck.storage.StorageException;

/** {@code aircheck clip title ID TITLE}. */
@Command(name = "title", description = "Gives a clip a title.", mixinStandardHelpOptions = true)
final class ClipTitle implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(index = "0", paramLabel = "ID", description = "The clip.")
  private String id;

  @Parameters(
      index = "1",
      paramLabel = "TITLE",
      description = "Its title; an empty one takes the title away.")
  private String title;

  @Override
  public Integer call() throws StorageException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings);
        ClipDesk desk = archive.clips(settings)) {
      String said = change.titled(id, title, ClipLs.find(archive, id).title());
      if (!change.dryRun) {
        Deed deed = change.deed("'" + title + "'");
        desk.title(id, title.isEmpty() ? null : title, deed.who(), deed.why());
      }
      spec.commandLine().getOut().println(said);
    }
    return ExitCode.DONE;
  }
}
