package tv.aircheck.cli.server;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.cli.CommandFailed;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Human;
import tv.aircheck.index.JobResult;
import tv.aircheck.index.VerifyRun;
import tv.aircheck.recorder.bundle.BundleChoice;
import tv.aircheck.recorder.bundle.BundleListener;
import tv.aircheck.recorder.bundle.BundleResult;
import tv.aircheck.recorder.jobs.Job;
import tv.aircheck.recorder.jobs.JobContext;
import tv.aircheck.recorder.jobs.JobOutcome;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.recorder.retention.Keeper;
import tv.aircheck.recorder.retention.PlannedAction;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.RunListener;
import tv.aircheck.recorder.retention.RunReport;
import tv.aircheck.recorder.verify.Depth;
import tv.aircheck.recorder.verify.IndexBackup;
import tv.aircheck.recorder.verify.Leftover;
import tv.aircheck.recorder.verify.ReadRate;
import tv.aircheck.recorder.verify.StoreSweep;
import tv.aircheck.recorder.verify.Verifier;
import tv.aircheck.recorder.verify.VerifyLimits;
import tv.aircheck.recorder.verify.VerifyListener;
import tv.aircheck.recorder.verify.VerifyRequest;

/** All jobs there are. One more is a line here, and one in JobSettings for when it is run. */
public final class KnownJobs {
  private static final int BACKUPS_KEPT = 14;
  private static final int SAMPLE_PERCENT = 2;
  private static final long SAMPLE_BYTES_PER_SECOND = 20L << 20;
  private static final Duration GC_GRACE = Duration.ofDays(7);

  /** An upload that was begun so long ago is under way nowhere. */
  private static final Duration BROKEN_OFF = Duration.ofDays(1);

  private static final Logger log = LoggerFactory.getLogger(KnownJobs.class);

  private final Config config;
  private final Archive archive;
  private final InstantSource clock = InstantSource.system();

  private KnownJobs(Config config, Archive archive) {
    this.config = config;
    this.archive = archive;
  }

  /** In the order of a night. */
  public static List<Job> of(Config config, Archive archive) {
    KnownJobs known = new KnownJobs(config, archive);
    return List.of(
        Job.of("backup", "puts a copy of the index into the store", known::backup),
        Job.of("retention", "does what the policies ask for", known::retention),
        Job.of("bundle", "puts segments into large objects, as policies ask", known::bundle),
        Job.of("verify", "reads a sample of the store and compares it", known::verify),
        Job.of("gc", "reports what nothing in the index refers to", known::gc));
  }

  /** One of them by its name. */
  public static Job find(List<Job> jobs, String name) {
    Optional<Job> found = jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            CommandFailed.badUsage(
                "there is no job '"
                    + name
                    + "'; choose from "
                    + String.join(", ", jobs.stream().map(Job::name).toList())));
  }

  private JobOutcome backup(JobContext context) throws IOException {
    context.step();
    IndexBackup.Result copy =
        new IndexBackup(config.indexFile(), archive.store(), clock).run(BACKUPS_KEPT);
    return JobOutcome.done(copy.key() + ", " + Human.bytes(copy.bytes()));
  }

  private JobOutcome retention(JobContext context) throws IOException {
    Keeper keeper = archive.keeper(config);
    RunListener steps =
        new RunListener() {
          private long ended;

          @Override
          public void step(PlannedAction action, long segments) {
            context.step();
          }

          @Override
          public void ended(RunReport.Line line) {
            context.step(++ended);
          }
        };
    RunReport report = keeper.run(keeper.plan(keeper.facts()), Keeper.JOB, false, steps);
    return new JobOutcome(
        report.count(RunReport.Result.FAILED) > 0 ? JobResult.FAILED : JobResult.DONE,
        report.summary());
  }

  private JobOutcome bundle(JobContext context) throws IOException {
    BundleListener steps =
        new BundleListener() {
          private long done;

          @Override
          public void wrote(long bytes) {
            done += bytes;
            context.step(done);
          }

          @Override
          public void deleted(String bundle, long objects) {
            context.step();
          }
        };
    Policies policies = Policies.of(archive.index().retention().rules());
    List<String> due =
        BundleChoice.of(archive.index(), clock.millis()).byPolicies(policies).stream()
            .map(candidate -> candidate.show().id())
            .toList();
    List<BundleResult> results =
        due.isEmpty() ? List.of() : archive.bundler(config).run(due, Keeper.JOB, steps);
    long deleted = archive.singleObjects().deleteDue(Keeper.JOB, steps);
    long failed = results.stream().filter(result -> !result.isDone()).count();
    String words =
        "%s bundled, %d left for now, %s deleted"
            .formatted(
                Human.count(results.size() - failed, "show"),
                failed,
                Human.count(deleted, "single object"));
    return failed > 0 && failed == results.size()
        ? JobOutcome.failed(words)
        : JobOutcome.done(words);
  }

  private JobOutcome verify(JobContext context) throws IOException {
    ReadRate rate =
        new ReadRate(SAMPLE_BYTES_PER_SECOND, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    Verifier verifier =
        new Verifier(
            archive.index(),
            archive.store(),
            clock,
            new VerifyLimits(1, rate),
            new ManifestKeeper(archive.index(), archive.spool(), archive.store(), clock));
    VerifyListener steps =
        new VerifyListener() {
          @Override
          public void progress(long segments) {
            context.step(segments);
          }
        };
    // One that was stopped is gone on with: begun anew each night, it might never come to its end.
    VerifyRun run =
        verifier.runOrGoOn(new VerifyRequest(Depth.CONTENT, SAMPLE_PERCENT, "", ""), steps);
    String looked =
        run.sum().segments() + " segments looked at, " + Human.bytes(run.sum().bytes()) + " read";
    return run.sum().damaged() == 0
        ? JobOutcome.done(looked)
        : JobOutcome.foundWrong(
            looked + ", " + run.sum().damaged() + " damaged: 'aircheck store repair'");
  }

  private JobOutcome gc(JobContext context) throws IOException {
    List<Leftover> found = new ArrayList<>();
    new StoreSweep(archive.index(), archive.store(), clock, new StoreSweep.Options(GC_GRACE, false))
        .find(
            leftover -> {
              found.add(leftover);
              context.step(found.size());
            });
    long bytes = found.stream().mapToLong(Leftover::bytes).sum();
    int brokenOff = Stores.abortLeftOvers(config, clock.instant().minus(BROKEN_OFF));
    if (brokenOff > 0) {
      log.info("Took parts of {} uploads out of the store that were broken off", brokenOff);
    }
    return JobOutcome.done(
        found.isEmpty()
            ? "everything in the store belongs to something"
            : found.size() + " objects, " + Human.bytes(bytes) + ": 'aircheck store gc' tells");
  }
}
