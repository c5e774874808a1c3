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
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Progress;
import tv.aircheck.cli.output.Question;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.recorder.BroadcastRemoval;
import tv.aircheck.recorder.RemovalPlan;
import tv.aircheck.storage.StorageException;

/** {@code aircheck broadcasts rm ID}. */
@Command(
    name = "rm",
    description = "Deletes shows for good: from the index, the spool and the store.",
    mixinStandardHelpOptions = true)
final class BroadcastsRm implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The broadcasts.")
  private String[] ids;

  @Option(names = "--dry-run", description = "Only says what would be deleted.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Override
  public Integer call() throws StorageException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      BroadcastRemoval removal =
          new BroadcastRemoval(archive.index(), archive.spool(), archive.store());
      boolean refused = false;
      for (String id : ids) {
        RemovalPlan plan = removal.plan(BroadcastsShow.find(archive.index(), id));
        refused |= !remove(removal, plan);
      }
      return refused ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  /** False when it may not be removed. */
  private boolean remove(BroadcastRemoval removal, RemovalPlan plan) throws StorageException {
    PrintWriter out = spec.commandLine().getOut();
    String id = plan.broadcast().id();
    if (plan.obstacle() != null) {
      spec.commandLine().getErr().println("aircheck: " + id + " stays: " + plan.obstacle());
      return false;
    }
    String what =
        "%s of %s: %d takes, %d segments (%d in the store), %s"
            .formatted(
                id,
                plan.broadcast().channel(),
                plan.takes(),
                plan.segments(),
                plan.stored(),
                Human.bytes(plan.bytes()));
    if (dryRun) {
      out.println("Would delete " + what);
      return true;
    }
    if (!yes && !Question.isYes("Delete " + what + "?", System.in, out)) {
      out.println("Nothing was deleted.");
      return true;
    }
    try (Progress progress = Progress.of("Deleting", plan.segments(), "", spec.commandLine())) {
      removal.run(id, progress::at);
    }
    out.println("Deleted " + what);
    return true;
  }
}
