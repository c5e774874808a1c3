package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
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
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.recorder.BroadcastRemoval;
import tv.aircheck.recorder.RemovalPlan;
import tv.aircheck.recorder.retention.Curator;
import tv.aircheck.storage.StorageException;

/** {@code aircheck broadcasts rm ID}. */
@Command(
    name = "rm",
    description = {
      "Deletes shows. They are hidden at once, and gone from the index, the spool and the store after"
          + " the grace time (retention.grace); until then 'broadcasts restore' brings them back."
    },
    mixinStandardHelpOptions = true)
final class BroadcastsRm implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The broadcasts.")
  private String[] ids;

  @Option(names = "--now", description = "Deletes for good at once: nothing brings them back.")
  private boolean now;

  @Override
  public Integer call() throws StorageException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      BroadcastRemoval removal = archive.removal();
      boolean refused = false;
      for (String id : ids) {
        RemovalPlan plan = removal.plan(BroadcastsShow.find(archive.index(), id));
        refused |= !remove(settings, archive, removal, plan);
      }
      return refused ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  /** False when it may not be removed. */
  private boolean remove(
      Config settings, Archive archive, BroadcastRemoval removal, RemovalPlan plan)
      throws StorageException {
    PrintWriter out = spec.commandLine().getOut();
    String id = plan.broadcast().id();
    if (plan.obstacle() != null) {
      spec.commandLine().getErr().println("aircheck: " + id + " stays: " + plan.obstacle());
      return false;
    }
    if (!now && plan.broadcast().state() == BroadcastState.MARKED) {
      out.println(id + " is marked already; --now deletes it at once.");
      return true;
    }
    String what = describe(plan);
    if (change.dryRun) {
      out.println((now ? "Would delete " : "Would mark for deletion ") + what);
      return true;
    }
    String question = now ? "Delete at once and for good " : "Delete ";
    if (!change.isWanted(question + what + "?", out)) {
      out.println("Nothing was deleted.");
      return true;
    }
    if (now) {
      try (Progress progress = Progress.of("Deleting", plan.segments(), "", spec.commandLine())) {
        removal.run(id, change.deed(Curator.BY_HAND), progress::at);
      }
      out.println("Deleted " + what);
    } else {
      BroadcastMark mark =
          new Curator(archive.index(), InstantSource.system())
              .mark(id, settings.retention().grace(), change.deed(Curator.BY_HAND));
      out.println("Marked for deletion " + what);
      out.println(
          "It goes after %s; until then: aircheck broadcasts restore %s"
              .formatted(Human.time(mark.deleteAtMs(), ZoneId.systemDefault()), id));
    }
    return true;
  }

  private static String describe(RemovalPlan plan) {
    String clips =
        plan.clips() == 0
            ? ""
            : "; %s %s %s (%s) of it"
                .formatted(
                    Human.count(plan.clips(), "clip"),
                    plan.clips() == 1 ? "keeps" : "keep",
                    Human.count(plan.keptSegments(), "segment"),
                    Human.bytes(plan.keptBytes()));
    return "%s of %s: %s, %s (%d in the store), %s"
            .formatted(
                plan.broadcast().id(),
                plan.broadcast().channel(),
                Human.count(plan.takes(), "take"),
                Human.count(plan.segments(), "segment"),
                plan.stored(),
                Human.bytes(plan.bytes()))
        + clips;
  }
}
