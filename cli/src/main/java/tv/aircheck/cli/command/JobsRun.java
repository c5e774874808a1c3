package tv.aircheck.cli.command;

import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.cli.server.JobsNode;
import tv.aircheck.cli.server.KnownJobs;
import tv.aircheck.index.JobRow;
import tv.aircheck.recorder.jobs.Job;
import tv.aircheck.recorder.jobs.JobAttempt;
import tv.aircheck.recorder.jobs.JobListener;
import tv.aircheck.recorder.jobs.JobProgress;
import tv.aircheck.recorder.jobs.JobRunner;

/** {@code aircheck jobs run NAME}. */
@Command(
    name = "run",
    description = "Runs a job now, in this process, beside a server or without one.",
    footer = {"", "Exit status 1 when it failed or another is at it, 3 when it found something."},
    mixinStandardHelpOptions = true)
final class JobsRun implements Callable<Integer> {
  private static final long SAID_EVERY_NANOS = 1_000_000_000L;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Parameters(paramLabel = "NAME", description = "The job; 'aircheck jobs ls' lists them.")
  private String name;

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    try (Archive archive = Archive.open(settings)) {
      Job job = KnownJobs.find(KnownJobs.of(settings, archive), name);
      JobRunner runner = JobsNode.runner(settings, archive, "aircheck jobs run", JobListener.NONE);
      // Ctrl-C ends it at its next step, and gives the lease back.
      Thread stop = new Thread(runner::close, "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        return say(runner.run(job, following()));
      } finally {
        unhook(stop);
        runner.close();
      }
    }
  }

  private static void unhook(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // This process is ending by a signal: the hook runs already.
    }
  }

  /** At most a line a second, as it is not known how much there is to do. */
  private JobProgress following() {
    AtomicLong said = new AtomicLong(System.nanoTime());
    return done -> {
      long now = System.nanoTime();
      if (now - said.get() >= SAID_EVERY_NANOS) {
        said.set(now);
        spec.commandLine().getErr().println(name + ": " + done + " so far");
        spec.commandLine().getErr().flush();
      }
    };
  }

  private int say(JobAttempt attempt) {
    JobRow row = attempt.row();
    if (attempt.kind() == JobAttempt.Kind.TAKEN) {
      throw new CommandFailed(
          "%s is being run by %s since %s: wait for its end"
              .formatted(
                  name,
                  row.lease().holder(),
                  Human.time(row.last().startedAtMs(), ZoneId.systemDefault())));
    }
    if (attempt.kind() != JobAttempt.Kind.RAN) {
      throw new CommandFailed(
          name + " lost its lease, and another may have run it: 'aircheck jobs ls' tells");
    }
    JobRow.Run run = row.last();
    double took = Json.seconds(run.endedAtMs() - run.startedAtMs());
    String words = run.words() + " (" + took + " s)";
    return switch (run.result()) {
      case DONE -> print(words, ExitCode.DONE);
      case FOUND_WRONG -> print(words, ExitCode.FOUND_WRONG);
      case FAILED -> throw new CommandFailed(name + " failed: " + words);
      case STOPPED -> throw new CommandFailed(name + " was " + words);
    };
  }

  private int print(String words, int exitCode) {
    spec.commandLine().getOut().println(name + ": " + words);
    spec.commandLine().getOut().flush();
    return exitCode;
  }
}
