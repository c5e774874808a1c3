package tv.aircheck.cli.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.cli.output.Json;
import tv.aircheck.cli.output.Table;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.cli.server.KnownJobs;
import tv.aircheck.cli.status.JobStatus;
import tv.aircheck.index.JobRow;
import tv.aircheck.recorder.jobs.Job;

/** {@code aircheck jobs ls}. */
@Command(
    name = "ls",
    description = "Lists the jobs: last and next run, how long it took, and what came of it.",
    mixinStandardHelpOptions = true)
final class JobsLs implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private ListOptions list;

  private record Line(JobStatus status, JobRow row) {}

  @Override
  public Integer call() throws IOException {
    Config settings = config.load();
    ArchiveIndex.mustExist(settings);
    long now = InstantSource.system().millis();
    List<Line> lines = new ArrayList<>();
    try (Archive archive = Archive.open(settings)) {
      for (Job job : KnownJobs.of(settings, archive)) {
        Long next = settings.jobs().of(job.name()).nextAfter(now);
        // No server has planned it yet: as one would.
        JobRow unplanned = new JobRow(job.name(), null, next, null, null, null, 0);
        JobRow row = archive.index().jobs().find(job.name()).orElse(unplanned);
        lines.add(new Line(JobStatus.of(job, row, now), row));
      }
    }
    if (list.json) {
      Json.print(
          Map.of("jobs", lines.stream().map(Line::status).toList()), spec.commandLine().getOut());
    } else {
      print(lines, now);
    }
    return ExitCode.DONE;
  }

  private void print(List<Line> lines, long now) {
    Table table = new Table("JOB", "LAST RUN", ">TOOK", "RESULT", "NEXT RUN", "~WORDS");
    for (Line line : lines) {
      JobRow row = line.row();
      JobStatus job = line.status();
      table.row(
          job.name(),
          row.last() == null ? "" : Human.time(row.last().startedAtMs(), list.zone()),
          job.lastDuration() == null ? "" : job.lastDuration() + " s",
          job.state().replace('-', ' '),
          next(row, now),
          job.holder() == null ? job.lastWords() : "by " + job.holder());
    }
    table.print(spec.commandLine().getOut());
  }

  private String next(JobRow row, long now) {
    if (row.nextRunAtMs() == null) {
      return "by hand";
    }
    return row.isDue(now) ? "due" : Human.time(row.nextRunAtMs(), list.zone());
  }
}
