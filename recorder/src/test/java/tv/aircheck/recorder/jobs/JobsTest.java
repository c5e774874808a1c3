package tv.aircheck.recorder.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.JobResult;
import tv.aircheck.index.JobRow;
import tv.aircheck.recorder.jobs.JobAttempt.Kind;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ChildProcess;
import tv.aircheck.testkit.ManualClock;

class JobsTest {
  private static final JobSettings HOURLY =
      new JobSettings(ZoneOffset.UTC, Duration.ofMinutes(1), Map.of("tidy", "0 0 * * * ?"));

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T15:04:05Z"));
  private Index index;
  private JobRunner runner;

  @BeforeEach
  void open() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    runner = runner("one", clock, HOURLY);
  }

  @AfterEach
  void close() {
    runner.close();
    index.close();
  }

  private JobRunner runner(String holder, InstantSource by, JobSettings settings) {
    return new JobRunner(index, by, holder, settings, JobListener.NONE);
  }

  private static Job tidy(Job.Work work) {
    return Job.of("tidy", "tidies up", work);
  }

  private static final Job QUICK = tidy(context -> JobOutcome.done("tidied"));

  @Test
  void aScheduleIsMeantInItsZone() {
    JobSchedule daily = JobSchedule.parse("0 30 3 * * ?", ZoneId.of("Europe/Berlin"));
    assertThat(Instant.ofEpochMilli(daily.nextAfter(clock.millis())))
        .isEqualTo("2026-11-23T02:30:00Z");
    assertThat(JobSchedule.parse("off", ZoneOffset.UTC).nextAfter(clock.millis())).isNull();
    assertThatThrownBy(
            () -> new JobSettings(ZoneOffset.UTC, Duration.ofMinutes(1), Map.of("a", "x")))
        .hasMessageContaining("a: 'x' is not a schedule")
        .hasMessageContaining("'0 30 3 * * ?'");
  }

  @Test
  void runsWhatIsDueOnce() {
    assertThat(at(runner.plan(QUICK).nextRunAtMs())).isEqualTo("2026-11-22T16:00:00Z");
    assertThat(runner.runDue(QUICK).kind()).isEqualTo(Kind.NOT_DUE);

    // Four were missed; one run is made up for.
    clock.advance(Duration.ofHours(4));
    assertThat(runner.isDue(runner.plan(QUICK))).isTrue();
    JobAttempt made = runner.runDue(QUICK);

    assertThat(made.kind()).isEqualTo(Kind.RAN);
    assertThat(made.row().last().words()).isEqualTo("tidied");
    assertThat(at(made.row().nextRunAtMs())).isEqualTo("2026-11-22T20:00:00Z");
    assertThat(runner.runDue(QUICK).kind()).isEqualTo(Kind.NOT_DUE);
  }

  @Test
  void oneThatTakesLongerThanItsIntervalIsDueAtOnce() {
    runner.plan(QUICK);
    clock.advance(Duration.ofHours(1));
    Job slow =
        tidy(
            context -> {
              clock.advance(Duration.ofMinutes(70));
              return JobOutcome.done("at last");
            });
    assertThat(runner.isDue(runner.runDue(slow).row())).isTrue();
  }

  @Test
  void twoNeverRunAtOnce() {
    JobRunner other = runner("two", clock, HOURLY);
    List<JobAttempt> meanwhile = new ArrayList<>();
    runner.run(
        tidy(
            context -> {
              meanwhile.add(other.run(QUICK, JobProgress.NONE));
              return JobOutcome.done("");
            }),
        JobProgress.NONE);
    other.close();

    assertThat(meanwhile.get(0).kind()).isEqualTo(Kind.TAKEN);
    assertThat(meanwhile.get(0).row().lease().holder()).isEqualTo("one");
  }

  @Test
  void aHolderThatLostItsLeaseStopsAtItsNextStep() {
    JobRunner other = runner("two", clock, HOURLY);
    AtomicInteger steps = new AtomicInteger();
    JobAttempt attempt =
        runner.run(
            tidy(
                context -> {
                  context.step();
                  steps.incrementAndGet();
                  clock.advance(Duration.ofMinutes(2)); // as when the machine slept
                  other.run(QUICK, JobProgress.NONE);
                  context.step();
                  steps.incrementAndGet();
                  return JobOutcome.done("all of it");
                }),
            JobProgress.NONE);
    other.close();

    assertThat(attempt.kind()).isEqualTo(Kind.LOST);
    assertThat(steps).hasValue(1);
    assertThat(attempt.row().last().words()).isEqualTo("tidied");
  }

  @Test
  void aFailureIsNotedWithItsWords() {
    JobAttempt attempt =
        runner.run(
            tidy(
                context -> {
                  throw new IOException("the store is away");
                }),
            JobProgress.NONE);

    assertThat(attempt.row().last().result()).isEqualTo(JobResult.FAILED);
    assertThat(attempt.row().last().words()).isEqualTo("the store is away");
    assertThat(attempt.row().failures()).isEqualTo(1);
  }

  @Test
  void whatIsToldToStopStaysDue() {
    runner.plan(QUICK);
    clock.advance(Duration.ofHours(1));
    JobAttempt attempt =
        runner.runDue(
            tidy(
                context -> {
                  Thread closing = new Thread(runner::close);
                  closing.start();
                  Await.until("it is told to stop", () -> isStopped(context));
                  context.step();
                  return JobOutcome.done("");
                }));
    assertThat(attempt.row().last().result()).isEqualTo(JobResult.STOPPED);
    assertThat(runner.isDue(attempt.row())).isTrue();
  }

  private static boolean isStopped(JobContext context) {
    try {
      context.step();
      return false;
    } catch (JobStopped e) {
      return true;
    }
  }

  @Test
  void quartzRunsThemByTheClockAndWhatWasMissedAtOnce() {
    InstantSource real = InstantSource.system();
    JobSettings settings =
        new JobSettings(
            ZoneOffset.UTC,
            Duration.ofMinutes(1),
            Map.of("tidy", "* * * * * ?", "yearly", "0 0 0 1 1 ?", "never", "off"));
    JobRunner timed = runner("timed", real, settings);
    Job yearly = Job.of("yearly", "", context -> JobOutcome.done("a year late"));
    Job never = Job.of("never", "", context -> JobOutcome.done(""));
    long lastYear = real.millis() - Duration.ofDays(400).toMillis();
    runner("back then", () -> Instant.ofEpochMilli(lastYear), settings).plan(yearly);
    AtomicInteger runs = new AtomicInteger();
    Job counted =
        tidy(
            context -> {
              runs.incrementAndGet();
              return JobOutcome.done("");
            });
    try (JobScheduler scheduler =
        JobScheduler.start(List.of(counted, yearly, never), settings, timed, "test")) {
      assertThat(scheduler).isNotNull();
      Await.until("each second", () -> runs.get() >= 2);
      Await.until("what was missed", () -> row("yearly").last() != null);
    }
    assertThat(row("never").last()).isNull();
    assertThat(row("never").nextRunAtMs()).isNull();
  }

  @Test
  void theLeaseOfAKilledProcessRunsOut() {
    JobSettings brief =
        new JobSettings(ZoneOffset.UTC, Duration.ofSeconds(5), Map.of("tidy", "off"));
    JobRunner here = runner("here", InstantSource.system(), brief);
    try (ChildProcess other =
        ChildProcess.start(
            "another",
            List.of(
                ChildProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JobHolder.class.getName(),
                folder.resolve("index.db").toString()))) {
      other.awaitLine("that it is at it", Duration.ofSeconds(30), "at it"::equals);
      JobAttempt taken = here.run(QUICK, JobProgress.NONE);
      assertThat(taken.kind()).isEqualTo(Kind.TAKEN);
      assertThat(taken.row().lease().holder()).isEqualTo("the other process");

      other.kill();
      Await.until(
          "its lease has run out", () -> here.run(QUICK, JobProgress.NONE).kind() == Kind.RAN);
    }
    here.close();
    assertThat(row("tidy").last().result()).isEqualTo(JobResult.DONE);
  }

  private JobRow row(String job) {
    return index.jobs().find(job).orElseThrow();
  }

  private static Instant at(Long epochMs) {
    return Instant.ofEpochMilli(epochMs);
  }
}
