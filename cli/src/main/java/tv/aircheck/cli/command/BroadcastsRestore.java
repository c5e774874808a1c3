package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.index.BroadcastMark;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.retention.Curator;

/** {@code aircheck broadcasts restore ID}. */
@Command(
    name = "restore",
    description = {
      "Takes a mark for deletion back, within the grace time: 'broadcasts ls --deleted' lists them.",
      "A show that a rule had marked is locked, too, or the next run would mark it again."
    },
    mixinStandardHelpOptions = true)
final class BroadcastsRestore implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The broadcasts.")
  private String[] ids;

  @Option(names = "--unlocked", description = "Does not lock it.")
  private boolean unlocked;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Index index = ArchiveIndex.open(config.load())) {
      Curator curator = new Curator(index, InstantSource.system());
      for (String id : ids) {
        BroadcastsShow.find(index, id);
        if (change.dryRun) {
          out.println("Would restore " + id + ".");
          continue;
        }
        BroadcastMark mark = curator.restore(id, !unlocked, change.deed());
        boolean byRule = !mark.rule().equals(Curator.BY_HAND);
        out.println(
            "Restored "
                + id
                + (byRule ? ", which '" + mark.rule() + "' had marked" : "")
                + (byRule && !unlocked ? "; it is locked now." : "."));
      }
    }
    return ExitCode.DONE;
  }
}
