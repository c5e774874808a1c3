package tv.aircheck.recorder.jobs;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When jobs are run.
 *
 * @param zone in which schedules are meant
 * @param lease after a crash, another may go on with a job so long after the last sign of life
 * @param schedule a cron expression for each job, seconds first; {@code off}: only by hand
 */
public record JobSettings(ZoneId zone, Duration lease, Map<String, String> schedule) {
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  public static final JobSettings DEFAULT =
      new JobSettings(ZoneOffset.UTC, Duration.ofMinutes(1), atNight());

  public JobSettings {
    schedule = new LinkedHashMap<>(schedule);
    if (lease.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("lease is 5s at least");
    }
    for (Map.Entry<String, String> job : schedule.entrySet()) {
      try {
        JobSchedule.parse(job.getValue(), zone);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(job.getKey() + ": " + e.getMessage(), e);
      }
    }
  }

  /** One after another: the copy of the index before anything is deleted. */
  private static Map<String, String> atNight() {
    Map<String, String> nightly = new LinkedHashMap<>();
    nightly.put("backup", "0 10 1 * * ?");
    nightly.put("retention", "0 10 2 * * ?");
    nightly.put("bundle", "0 10 3 * * ?");
    nightly.put("verify", "0 10 4 * * ?");
    nightly.put("gc", "0 10 5 ? * SUN");
    return nightly;
  }

  /** Off for a job that it does not name. */
  public JobSchedule of(String job) {
    return JobSchedule.parse(schedule.getOrDefault(job, JobSchedule.OFF), zone);
  }
}
