package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tv.aircheck.index.JobResult;
import tv.aircheck.index.JobRow;
import tv.aircheck.recorder.jobs.JobListener;

/** Jobs in numbers: how long ago each came to its end, how long it took, how often it failed. */
public final class JobMetrics implements JobListener {
  private static final double MILLIS = 1000;

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Long> lastSuccessMs = new ConcurrentHashMap<>();
  private final Map<String, Long> lastDurationMs = new ConcurrentHashMap<>();

  public JobMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Before the first run in this process.
   *
   * @param row as earlier processes left it
   */
  public void watch(String job, Optional<JobRow> row) {
    row.map(JobRow::lastSuccessAtMs).ifPresent(at -> lastSuccessMs.put(job, at));
    row.map(JobRow::last)
        .filter(run -> run.endedAtMs() != null)
        .ifPresent(run -> lastDurationMs.put(job, run.endedAtMs() - run.startedAtMs()));
    gauge("aircheck.jobs.last.success.age.seconds", job, this::successAge);
    gauge("aircheck.jobs.last.duration.seconds", job, name -> seconds(lastDurationMs.get(name)));
    registry.counter("aircheck.jobs.failures", "job", job);
  }

  private void gauge(String name, String job, java.util.function.ToDoubleFunction<String> value) {
    Gauge.builder(name, job, value).tag("job", job).strongReference(true).register(registry);
  }

  /** Not a number before the first. */
  private double successAge(String job) {
    Long at = lastSuccessMs.get(job);
    return seconds(at == null ? null : (Long) (clock.millis() - at));
  }

  private static double seconds(Long millis) {
    return millis == null ? Double.NaN : millis / MILLIS;
  }

  @Override
  public void ended(String job, JobResult result, long durationMs, long atMs) {
    lastDurationMs.put(job, durationMs);
    if (result.isSuccess()) {
      lastSuccessMs.put(job, atMs);
    } else if (result == JobResult.FAILED) {
      registry.counter("aircheck.jobs.failures", "job", job).increment();
    }
  }
}
