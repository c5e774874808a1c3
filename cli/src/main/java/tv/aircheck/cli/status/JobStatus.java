package tv.aircheck.cli.status;

import java.util.Locale;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.JobRow;
import tv.aircheck.recorder.jobs.Job;

/**
 * A job, as {@code jobs ls --json} and the status show it.
 *
 * @param about what it does
 * @param state running, broken-off, never-run, or how the last run ended: done, found-wrong,
 *     failed, stopped
 * @param holder who runs it now; null when nobody does
 * @param nextRunAt null when it is run by hand only; in the past when it is due
 * @param schedule null when it is run by hand only
 * @param failures ever
 */
public record JobStatus(
    String name,
    String about,
    String state,
    String holder,
    String lastStartedAt,
    String lastEndedAt,
    Double lastDuration,
    String lastWords,
    String lastSuccessAt,
    String nextRunAt,
    String schedule,
    long failures) {

  public static JobStatus of(Job job, JobRow row, long nowMs) {
    JobRow.Run last = row.last();
    boolean ended = last != null && last.endedAtMs() != null;
    return new JobStatus(
        row.name(),
        job.about(),
        state(row, nowMs),
        row.isRunning(nowMs) ? row.lease().holder() : null,
        Json.time(last == null ? null : last.startedAtMs()),
        Json.time(last == null ? null : last.endedAtMs()),
        ended ? (Double) Json.seconds(last.endedAtMs() - last.startedAtMs()) : null,
        last == null ? null : last.words(),
        Json.time(row.lastSuccessAtMs()),
        Json.time(row.nextRunAtMs()),
        row.schedule(),
        row.failures());
  }

  private static String state(JobRow row, long nowMs) {
    if (row.isRunning(nowMs)) {
      return "running";
    }
    if (row.last() == null) {
      return "never-run";
    }
    return row.isBrokenOff(nowMs)
        ? "broken-off"
        : row.last().result().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
