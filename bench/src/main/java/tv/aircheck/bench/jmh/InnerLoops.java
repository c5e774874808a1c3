package tv.aircheck.bench.jmh;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench/run jmh}: how long the inner loops take, and what they allocate. */
@Command(
    name = "jmh",
    mixinStandardHelpOptions = true,
    description = "Times the inner loops, and counts what they allocate, per operation.")
public final class InnerLoops implements Callable<Integer> {
  private static final String EVERY = InnerLoops.class.getPackageName() + ".*";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Only benchmarks whose names match, such as Relay or ChunkDecode.")
  private String pattern = "";

  @Option(names = "--quick", description = "One process and few rounds: a first look.")
  private boolean quick;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes what JMH found, in its own JSON.")
  private Path json;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Puts the table into a Markdown page, between its jmh markers.")
  private Path page;

  @Override
  public Integer call() throws RunnerException, IOException {
    Collection<RunResult> results = new Runner(options().build()).run();
    LoopTable table = LoopTable.of(results);
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.print(table.text());
    out.flush();
    if (page != null) {
      table.putInto(page);
    }
    return 0;
  }

  private ChainedOptionsBuilder options() {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(EVERY + pattern)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .jvmArgsAppend(
                "-XX:+UseSerialGC",
                "-Dio.netty.leakDetection.level=disabled",
                "-Djmh.executor=CUSTOM",
                "-Djmh.executor.class=" + EventLoopThreads.class.getName())
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 3 : 5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(quick ? 3 : 5)
            .measurementTime(TimeValue.seconds(1));
    if (json != null) {
      options.resultFormat(ResultFormatType.JSON).result(json.toString());
    }
    return options;
  }
}
