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
import tv.aircheck.index.Index;
import tv.aircheck.recorder.retention.Curator;

/** {@code aircheck broadcasts unlock ID}. */
@Command(
    name = "unlock",
    description = "Unlocks shows: the rules of retention have them again.",
    mixinStandardHelpOptions = true)
final class BroadcastsUnlock implements Callable<Integer> {
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
        if (!BroadcastsShow.find(index, id).locked()) {
          out.println(id + " is not locked.");
        } else if (change.dryRun) {
          out.println("Would unlock " + id + ".");
        } else if (change.isWanted("Unlock " + id + "? Rules may delete it then.", out)) {
          curator.unlock(id, change.deed());
          out.println("Unlocked " + id + ".");
        } else {
          out.println(id + " stays locked.");
        }
      }
    }
    return ExitCode.DONE;
  }
}
