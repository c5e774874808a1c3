package tv.aircheck.recorder.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;

/** A process that holds a job's lease until it is killed. */
final class JobHolder {
  private JobHolder() {}

  public static void main(String[] arguments) {
    Index index = Index.open(IndexSettings.at(Path.of(arguments[0])));
    JobSettings settings = new JobSettings(ZoneOffset.UTC, Duration.ofSeconds(5), Map.of());
    Job forEver =
        Job.of(
            "tidy",
            "",
            context -> {
              System.out.println("at it");
              new CountDownLatch(1).await();
              return JobOutcome.done("");
            });
    new JobRunner(index, InstantSource.system(), "the other process", settings, JobListener.NONE)
        .run(forEver, JobProgress.NONE);
  }
}
