package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.JobResult;
import tv.aircheck.index.JobRow;
import tv.aircheck.recorder.jobs.JobListener;

/**
 * Jobs in numbers: when each ran and runs next, how it ended and how long it took. Read from the
 * index, so that what another process ran is seen, too, and what was before this one began.
 */
public final class JobMetrics implements JobListener {
  private static final double MILLIS = 1000;

  /** One look serves all the numbers of a scrape. */
  private static final long FRESH_MS = 1_000;

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Index index;
  private Map<String, JobRow> rows = Map.of();
  private long readAtMs;

  public JobMetrics(MeterRegistry registry, InstantSource clock, Index index) {
    this.registry = registry;
    this.clock = clock;
    this.index = index;
  }

  /** Before the first run in this process. */
  public void watch(String job) {
    gauge("aircheck.jobs.last.success.age.seconds", job, row -> ageOf(row.lastSuccessAtMs()));
    gauge("aircheck.jobs.last.duration.seconds", job, JobMetrics::duration);
    gauge(
        "aircheck.jobs.last.run.timestamp.seconds",
        job,
        row -> row.last() == null ? null : (Double) (row.last().startedAtMs() / MILLIS));
    gauge(
        "aircheck.jobs.next.run.timestamp.seconds",
        job,
        row -> row.nextRunAtMs() == null ? null : (Double) (row.nextRunAtMs() / MILLIS));
    gauge("aircheck.jobs.running", job, row -> row.isRunning(clock.millis()) ? 1.0 : 0.0);
    for (JobResult result : JobResult.values()) {
      String word = result.name().toLowerCase(Locale.ROOT);
      Tags tags = Tags.of("job", job, "result", word);
      gauge("aircheck.jobs.last.result", tags, job, row -> endedBy(row, result));
    }
    registry.counter("aircheck.jobs.failures", "job", job);
  }

  private void gauge(String name, String job, Function<JobRow, Double> value) {
    gauge(name, Tags.of("job", job), job, value);
  }

  private void gauge(String name, Tags tags, String job, Function<JobRow, Double> value) {
    Gauge.builder(name, () -> read(job, value)).tags(tags).strongReference(true).register(registry);
  }

  /** Not a number where there is none. */
  private Double read(String job, Function<JobRow, Double> value) {
    JobRow row = row(job);
    Double read = row == null ? null : value.apply(row);
    return read == null ? (Double) Double.NaN : read;
  }

  private synchronized JobRow row(String job) {
    long now = clock.millis();
    if (now - readAtMs >= FRESH_MS || now < readAtMs) {
      readAtMs = now;
      try {
        Map<String, JobRow> fresh = new HashMap<>();
        index.jobs().all().forEach(row -> fresh.put(row.name(), row));
        rows = fresh;
      } catch (IndexException e) {
        rows = Map.of(); // It says so itself where it matters; a number that is old would lie.
      }
    }
    return rows.get(job);
  }

  private Double ageOf(Long atMs) {
    return atMs == null ? null : (Double) ((clock.millis() - atMs) / MILLIS);
  }

  private static Double duration(JobRow row) {
    JobRow.Run last = row.last();
    return last == null || last.endedAtMs() == null
        ? null
        : (Double) ((last.endedAtMs() - last.startedAtMs()) / MILLIS);
  }

  private static Double endedBy(JobRow row, JobResult result) {
    return row.last() != null && row.last().result() == result ? 1.0 : 0.0;
  }

  @Override
  public void ended(String job, JobResult result, long durationMs, long atMs) {
    if (result == JobResult.FAILED) {
      registry.counter("aircheck.jobs.failures", "job", job).increment();
    }
  }
}
