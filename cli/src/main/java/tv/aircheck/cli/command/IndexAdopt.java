package tv.aircheck.cli.command;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.output.Question;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.verify.Trust;

/** {@code aircheck index adopt}. */
@Command(
    name = "adopt",
    description = {
      "Says that the index is right about what the store should hold.",
      "Needed once after going back to a backup, or with an empty index beside a full store: until"
          + " then nothing is deleted by rule."
    },
    mixinStandardHelpOptions = true)
final class IndexAdopt implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Option(names = "--dry-run", description = "Only says how it stands.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Index index = ArchiveIndex.open(config.load())) {
      Optional<String> obstacle = Trust.obstacle(index);
      if (obstacle.isEmpty()) {
        out.println("The index is adopted already.");
        return ExitCode.DONE;
      }
      out.println(obstacle.get());
      if (dryRun) {
        return ExitCode.DONE;
      }
      if (!yes && !Question.isYes("Is the index right?", System.in, out)) {
        out.println("Nothing was changed.");
        return ExitCode.DONE;
      }
      index.writeNow(
          tx -> {
            tx.adoption().adopt(InstantSource.system().millis());
            return null;
          });
      out.println("The index is adopted: retention and gc go by it from now on.");
    }
    return ExitCode.DONE;
  }
}
