package tv.aircheck.recorder.jobs;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.JobRow;

/**
 * Runs jobs by the clock. Quartz tells when; whether a job is due, and whose turn it is, stands in
 * the index: what was missed while no process ran is run once at the start.
 */
public final class JobScheduler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JobScheduler.class);

  /**
   * Two: a long verification does not keep the others waiting, and they leave the disk some air.
   */
  private static final String THREADS = "2";

  /** Behind the end of another's lease, when it is looked at again. */
  private static final long BEHIND_LEASE_MS = 500;

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final JobRunner runner;
  private final Scheduler quartz;

  private JobScheduler(List<Job> jobs, JobRunner runner, Scheduler quartz) {
    jobs.forEach(job -> this.jobs.put(job.name(), job));
    this.runner = runner;
    this.quartz = quartz;
  }

  /**
   * @param runner closed with the scheduler
   */
  public static JobScheduler start(
      List<Job> jobs, JobSettings settings, JobRunner runner, String name) {
    try {
      Scheduler quartz = new StdSchedulerFactory(properties(name)).getScheduler();
      JobScheduler scheduler = new JobScheduler(jobs, runner, quartz);
      quartz.setJobFactory((fired, unused) -> scheduler.new Turn());
      for (Job job : jobs) {
        scheduler.add(job, settings.of(job.name()));
      }
      quartz.start();
      return scheduler;
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule of jobs cannot be started", e);
    }
  }

  private static Properties properties(String name) {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", name);
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", THREADS);
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.threadPool.threadNamePrefix", "jobs");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "5000");
    return properties;
  }

  private void add(Job job, JobSchedule schedule) throws SchedulerException {
    JobRow row = runner.plan(job);
    JobDetail detail =
        JobBuilder.newJob(Turn.class).withIdentity(job.name()).storeDurably().build();
    quartz.addJob(detail, true);
    if (schedule.isOff()) {
      return;
    }
    quartz.scheduleJob(
        TriggerBuilder.newTrigger()
            .forJob(detail)
            .withSchedule(
                CronScheduleBuilder.cronSchedule(schedule.cron())
                    .withMisfireHandlingInstructionFireAndProceed())
            .build());
    if (runner.isDue(row)) {
      log.info("The job {} is due since a run was missed or broken off", job.name());
      once(job.name(), 0);
    }
  }

  private void once(String job, long atMs) throws SchedulerException {
    quartz.scheduleJob(
        TriggerBuilder.newTrigger()
            .forJob(job)
            .startAt(Date.from(Instant.ofEpochMilli(atMs)))
            .build());
  }

  /** One firing. Never two of a job at once. */
  @DisallowConcurrentExecution
  final class Turn implements org.quartz.Job {
    @Override
    public void execute(JobExecutionContext context) {
      String name = context.getJobDetail().getKey().getName();
      try {
        JobAttempt attempt = runner.runDue(jobs.get(name));
        if (attempt.kind() == JobAttempt.Kind.TAKEN) {
          // If that one dies, nobody else would think of it until the next time.
          once(name, attempt.row().lease().untilMs() + BEHIND_LEASE_MS);
        } else if (attempt.kind() == JobAttempt.Kind.RAN
            && attempt.row().last().result().isSuccess()
            && runner.isDue(attempt.row())) {
          once(name, 0);
        }
      } catch (IndexException e) {
        log.warn("The job {} cannot be run now: {}", name, e.getMessage());
      } catch (SchedulerException e) {
        log.debug("The schedule is being closed", e);
      }
    }
  }

  /** What runs ends at its next step; idempotent. */
  @Override
  public void close() {
    try {
      quartz.shutdown(false);
    } catch (SchedulerException e) {
      log.warn("The schedule of jobs did not stop cleanly", e);
    }
    runner.close();
  }
}
