package tv.aircheck.recorder.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.Index;
import tv.aircheck.index.JobResult;
import tv.aircheck.index.JobRow;

/**
 * Runs jobs, each under its lease, on the caller's thread. Of all processes that share an index one
 * at a time runs a job; the lease of one that died runs out.
 */
public final class JobRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
  private static final int RENEWALS_PER_LEASE = 4;
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Index index;
  private final InstantSource clock;
  private final String holder;
  private final JobSettings settings;
  private final JobListener listener;
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "job-leases");
            thread.setDaemon(true);
            return thread;
          });
  private final Phaser running = new Phaser(1);
  private volatile boolean stopping;

  /**
   * @param holder who this process is, in words for people
   */
  public JobRunner(
      Index index, InstantSource clock, String holder, JobSettings settings, JobListener listener) {
    this.index = index;
    this.clock = clock;
    this.holder = holder;
    this.settings = settings;
    this.listener = listener;
  }

  /** Runs it now, due or not, unless somebody is at it. Blocks. */
  public JobAttempt run(Job job, JobProgress progress) {
    return attempt(job, progress, false);
  }

  /** Runs it if it is due, and nobody is at it. Blocks. */
  JobAttempt runDue(Job job) {
    return attempt(job, JobProgress.NONE, true);
  }

  private JobAttempt attempt(Job job, JobProgress progress, boolean onlyIfDue) {
    long startedAtMs = clock.millis();
    long untilMs = startedAtMs + settings.lease().toMillis();
    Optional<Long> token =
        index.writeNow(tx -> tx.jobs().claim(job.name(), holder, untilMs, startedAtMs, onlyIfDue));
    if (token.isEmpty()) {
      JobRow row = row(job);
      boolean taken = row.isRunning(startedAtMs);
      return new JobAttempt(taken ? JobAttempt.Kind.TAKEN : JobAttempt.Kind.NOT_DUE, row);
    }
    JobLease lease = new JobLease(index, clock, settings.lease(), job.name(), token.get());
    running.register();
    try {
      return finish(job, lease, startedAtMs, outcome(job, lease, progress));
    } finally {
      running.arriveAndDeregister();
    }
  }

  private JobOutcome outcome(Job job, JobLease lease, JobProgress progress) {
    long everyMs = settings.lease().toMillis() / RENEWALS_PER_LEASE;
    ScheduledFuture<?> renewal =
        renewals.scheduleWithFixedDelay(lease::renew, everyMs, everyMs, TimeUnit.MILLISECONDS);
    try {
      JobContext context = new JobContext(lease, () -> stopping, progress);
      context.step();
      return job.run(context);
    } catch (JobStopped e) {
      return new JobOutcome(JobResult.STOPPED, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new JobOutcome(JobResult.STOPPED, "interrupted");
    } catch (Exception e) {
      log.debug("The job {} failed", job.name(), e);
      return JobOutcome.failed(e.getMessage() == null ? e.toString() : e.getMessage());
    } finally {
      renewal.cancel(false);
    }
  }

  private JobAttempt finish(Job job, JobLease lease, long startedAtMs, JobOutcome outcome) {
    long endedAtMs = clock.millis();
    // From the start on: a run that took longer than its interval leaves one due, not many.
    Long next = settings.of(job.name()).nextAfter(startedAtMs);
    JobRow.Run run = new JobRow.Run(startedAtMs, endedAtMs, outcome.result(), outcome.words());
    boolean ours =
        index.<Boolean>writeNow(tx -> tx.jobs().finish(job.name(), lease.token(), run, next));
    JobRow row = row(job);
    if (!ours) {
      log.warn("The job {} {}", job.name(), outcome.words());
      return new JobAttempt(JobAttempt.Kind.LOST, row);
    }
    listener.ended(job.name(), outcome.result(), endedAtMs - startedAtMs, endedAtMs);
    String words = outcome.words();
    switch (outcome.result()) {
      case DONE -> log.info("The job {} is done: {}", job.name(), words);
      case STOPPED -> log.info("The job {} was {}; it is due as before", job.name(), words);
      case FOUND_WRONG -> log.warn("The job {} found something: {}", job.name(), words);
      case FAILED -> log.warn("The job {} failed: {}; next run: {}", job.name(), words, when(row));
    }
    return new JobAttempt(JobAttempt.Kind.RAN, row);
  }

  private static String when(JobRow row) {
    return row.nextRunAtMs() == null
        ? "by hand, 'aircheck jobs run " + row.name() + "'"
        : Instant.ofEpochMilli(row.nextRunAtMs()).toString();
  }

  /** Enters when it is run next; what is due stays so. */
  JobRow plan(Job job) {
    JobSchedule schedule = settings.of(job.name());
    long now = clock.millis();
    index.writeNow(
        tx -> {
          tx.jobs().plan(job.name(), schedule.text(), schedule.nextAfter(now), now);
          return null;
        });
    return row(job);
  }

  boolean isDue(JobRow row) {
    return row.isDue(clock.millis());
  }

  private JobRow row(Job job) {
    return index.jobs().find(job.name()).orElseThrow();
  }

  /** Tells what runs to end at its next step, and waits a little for it. */
  @Override
  public void close() {
    stopping = true;
    try {
      running.awaitAdvanceInterruptibly(
          running.arrive(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.warn("A job does not stop now; it is broken off, and due as before");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    renewals.shutdownNow();
  }
}
