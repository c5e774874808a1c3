package tv.aircheck.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench/run list}: what can be measured. */
@Command(name = "list", description = "What can be measured.")
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Cases.all().forEach(c -> out.printf("%-20s %s%n", c.name(), c.title()));
    return 0;
  }
}
