package tv.aircheck.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.bench.jmh.InnerLoops;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.lab.LabSettings;
import tv.aircheck.bench.report.Machine;
import tv.aircheck.bench.report.Report;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Sheet;

/** The bench's program: {@code bench/run} builds and starts it. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    description = "Measures Aircheck beside its peers, on this machine, and shows ratios.",
    subcommands = {ListCommand.class, ReportCommand.class, CleanCommand.class, InnerLoops.class})
public final class Bench implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "what to measure; all that 'list' shows unless told")
  private List<String> names = List.of();

  @Option(names = "--repeats", defaultValue = "3", description = "how often (default: 3)")
  private int repeats;

  @Option(names = "--warm", defaultValue = "20", description = "seconds before each measurement")
  private int warmSeconds;

  @Option(names = "--measure", defaultValue = "30", description = "seconds of each measurement")
  private int measureSeconds;

  @Option(names = "--quick", description = "once and short: do all parts work?")
  private boolean quick;

  @Option(
      names = "--out",
      defaultValue = "bench/target/results",
      description = "where results go (default: ${DEFAULT-VALUE})")
  private Path out;

  @Option(
      names = "--work",
      defaultValue = "bench/target",
      description = "the disk to record on (default: that of ${DEFAULT-VALUE})")
  private Path work;

  @Spec private CommandSpec spec;

  private Bench() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<BenchCase> cases = chosen();
    PrintWriter progress = spec.commandLine().getErr();
    boolean allWell = true;
    try (Lab lab = new Lab(settings(progress))) {
      Thread ending = new Thread(lab::close, "lab-ending");
      Runtime.getRuntime().addShutdownHook(ending);
      for (BenchCase c : cases) {
        Result result = measure(c, lab);
        keep(result);
        allWell &= result.outcome() != Result.Outcome.FAILED;
      }
      Runtime.getRuntime().removeShutdownHook(ending);
    }
    return allWell ? 0 : 1;
  }

  private List<BenchCase> chosen() {
    if (names.isEmpty()) {
      return Cases.all();
    }
    List<BenchCase> cases = new ArrayList<>();
    for (String name : names) {
      List<BenchCase> named = Cases.named(name);
      if (named.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "nothing is called '" + name + "': see 'bench/run list'");
      }
      cases.addAll(named);
    }
    return cases;
  }

  private LabSettings settings(PrintWriter progress) {
    LabSettings settings =
        new LabSettings(
            repeats,
            Duration.ofSeconds(warmSeconds),
            Duration.ofSeconds(measureSeconds),
            home().resolve(work),
            Path.of(System.getProperty("aircheck.bench.distribution")),
            progress);
    return quick ? settings.quick() : settings;
  }

  private static Path home() {
    return Path.of(System.getProperty("aircheck.bench.home"));
  }

  /** One that fails does not keep the others from being measured. */
  private Result measure(BenchCase c, Lab lab) {
    lab.say("%s: %s".formatted(c.name(), c.title()));
    try {
      return c.run(lab);
    } catch (Exception e) {
      e.printStackTrace(spec.commandLine().getErr());
      return Result.failed(c.name(), c.title(), e.getMessage());
    } finally {
      lab.clear();
    }
  }

  private void keep(Result result) throws IOException {
    Path folder = home().resolve(out);
    new Report(
            InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            System.getProperty("aircheck.bench.commit", "unknown"),
            command(result.name()),
            Machine.here(),
            result)
        .write(folder);
    for (Sheet sheet : Sheet.all(folder)) {
      if (sheet.name().equals(result.table())) {
        sheet.draw(folder);
        spec.commandLine().getOut().println("\n" + sheet.plain());
      }
    }
  }

  /** What measures one case again as it was now, wherever its results go. */
  private String command(String name) {
    List<String> words = new ArrayList<>(List.of("bench/run", name));
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!option.type().equals(Path.class)) {
        words.add(option.longestName());
        words.addAll(option.arity().max() == 0 ? List.of() : option.originalStringValues());
      }
    }
    return String.join(" ", words);
  }
}
