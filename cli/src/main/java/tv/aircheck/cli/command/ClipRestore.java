package tv.aircheck.cli.command;

import java.io.PrintWriter;
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

/** {@code aircheck clip restore ID}. */
@Command(
    name = "restore",
    description =
        "Takes a mark for deletion back, within the grace time: 'clip ls --deleted' lists them.",
    mixinStandardHelpOptions = true)
final class ClipRestore implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The clips.")
  private String[] ids;

  @Override
  public Integer call() throws StorageException {
    PrintWriter out = spec.commandLine().getOut();
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings);
        ClipDesk desk = archive.clips(settings)) {
      Deed deed = change.deed();
      for (String id : ids) {
        ClipLs.find(archive, id);
        if (change.dryRun) {
          out.println("Would restore " + id + ".");
          continue;
        }
        desk.restore(id, deed.who(), deed.why());
        out.println("Restored " + id + ".");
      }
    }
    return ExitCode.DONE;
  }
}
