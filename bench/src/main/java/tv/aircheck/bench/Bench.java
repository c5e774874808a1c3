package tv.aircheck.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import tv.aircheck.bench.jmh.InnerLoops;

/** The bench's program: {@code bench/run} builds and starts it. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    description = "Measures Aircheck beside its peers, on this machine.",
    subcommands = {ListCommand.class, InnerLoops.class})
public final class Bench {
  private Bench() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }
}
