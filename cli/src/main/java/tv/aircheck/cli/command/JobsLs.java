package tv.aircheck.cli.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  private record Line(Job job, JobRow row) {
    /** What it is at: running, broken-off, how the last run ended, or never. */
    String state(long nowMs) {
      if (row.isRunning(nowMs)) {
        return "running";
      }
      if (row.last() == null) {
        return "never run";
      }
      return row.isBrokenOff(nowMs)
          ? "broken off"
          : row.last().result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String words(long nowMs) {
      if (row.isRunning(nowMs)) {
        return "by " + row.lease().holder();
      }
      return row.last() == null ? "" : row.last().words();
    }

    Long durationMs() {
      return row.last() == null || row.last().endedAtMs() == null
          ? null
          : (Long) (row.last().endedAtMs() - row.last().startedAtMs());
    }
  }

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
        lines.add(new Line(job, archive.index().jobs().find(job.name()).orElse(unplanned)));
      }
    }
    if (list.json) {
      Json.print(
          Map.of("jobs", lines.stream().map(line -> fields(line, now)).toList()),
          spec.commandLine().getOut());
    } else {
      print(lines, now);
    }
    return ExitCode.DONE;
  }

  private void print(List<Line> lines, long now) {
    Table table = new Table("JOB", "LAST RUN", ">TOOK", "RESULT", "NEXT RUN", "WORDS");
    for (Line line : lines) {
      JobRow row = line.row();
      table.row(
          row.name(),
          row.last() == null ? "" : Human.time(row.last().startedAtMs(), list.zone()),
          line.durationMs() == null ? "" : Json.seconds(line.durationMs()) + " s",
          line.state(now),
          next(row, now),
          line.words(now));
    }
    table.print(spec.commandLine().getOut());
  }

  private String next(JobRow row, long now) {
    if (row.nextRunAtMs() == null) {
      return "by hand";
    }
    return row.isDue(now) ? "due" : Human.time(row.nextRunAtMs(), list.zone());
  }

  private static Map<String, Object> fields(Line line, long now) {
    JobRow row = line.row();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", row.name());
    fields.put("about", line.job().about());
    fields.put("state", line.state(now).replace(' ', '-'));
    fields.put("holder", row.isRunning(now) ? row.lease().holder() : null);
    fields.put("lastStartedAt", Json.time(row.last() == null ? null : row.last().startedAtMs()));
    fields.put("lastEndedAt", Json.time(row.last() == null ? null : row.last().endedAtMs()));
    fields.put("lastDuration", line.durationMs() == null ? null : Json.seconds(line.durationMs()));
    fields.put("lastWords", row.last() == null ? null : row.last().words());
    fields.put("lastSuccessAt", Json.time(row.lastSuccessAtMs()));
    fields.put("nextRunAt", Json.time(row.nextRunAtMs()));
    fields.put("schedule", row.schedule());
    fields.put("failures", row.failures());
    return fields;
  }
}
