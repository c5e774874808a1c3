package tv.aircheck.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tv.aircheck.bench.archive.BigArchive;

/** {@code bench/run clean}: removes the one thing that outlives a run. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    description = "Removes the archives that 'index' and 'seek' keep for the next time.")
final class CleanCommand implements Callable<Integer> {
  @Option(
      names = "--work",
      defaultValue = "bench/target",
      description = "where they were made (default: ${DEFAULT-VALUE})")
  private Path work;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path parent = Path.of(System.getProperty("aircheck.bench.home")).resolve(work);
    BigArchive.removeAll(parent)
        .forEach(removed -> spec.commandLine().getOut().println("removed " + removed));
    return 0;
  }
}
