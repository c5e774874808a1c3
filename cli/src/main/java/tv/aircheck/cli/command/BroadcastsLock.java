package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.retention.Curator;

/** {@code aircheck broadcasts lock ID}. */
@Command(
    name = "lock",
    description = "Locks shows: nothing deletes them until they are unlocked.",
    mixinStandardHelpOptions = true)
final class BroadcastsLock implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The broadcasts.")
  private String[] ids;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Index index = ArchiveIndex.open(config.load())) {
      Curator curator = new Curator(index, InstantSource.system());
      for (String id : ids) {
        BroadcastRow row = BroadcastsShow.find(index, id);
        if (change.dryRun) {
          out.println(row.locked() ? id + " is locked already." : "Would lock " + id + ".");
        } else {
          boolean locked = curator.lock(id, change.deed());
          out.println(locked ? "Locked " + id + "." : id + " was locked already.");
        }
      }
    }
    return ExitCode.DONE;
  }
}
