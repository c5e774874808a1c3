package tv.aircheck.bench.cases;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.archive.ArchivePlan;
import tv.aircheck.bench.archive.BigArchive;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.recorder.retention.ArchiveFacts;
import tv.aircheck.recorder.retention.Planner;
import tv.aircheck.recorder.retention.Policies;
import tv.aircheck.recorder.retention.Policies.PolicyRule;
import tv.aircheck.recorder.retention.RetentionPlan;
import tv.aircheck.recorder.retention.RetentionSettings;
import tv.aircheck.recorder.retention.Rule;

/** How long it takes to say what goes, over an archive of thousands of shows. */
public final class RetentionPlanning implements BenchCase {
  private static final int PLANS = 20;
  private static final double AT_MOST_MS = 1_000;
  private static final long GIB = 1L << 30;

  private static final String WHOLE = "a plan, from the index";
  private static final String READ = "of that, reading what there is";
  private static final String FIRST = "the first plan after opening the index";

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public String title() {
    return "a retention plan over a large archive";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    ArchivePlan plan = ArchivePlan.forRunsOf(lab.settings().measure());
    BigArchive archive = BigArchive.of(plan, lab.settings().workParent(), lab::say);
    Samples samples = new Samples();
    long nowMs = now(archive);
    int actions = 0;
    for (int repeat = 0; repeat < lab.settings().repeats(); repeat++) {
      lab.say("retention: plans, %d of %d".formatted(repeat + 1, lab.settings().repeats()));
      actions = measure(archive, nowMs, samples);
    }
    return Result.measured(
        name(),
        title(),
        List.of(
            samples.row(WHOLE, "ms", Target.atMost(AT_MOST_MS)),
            samples.row(READ, "ms", null),
            samples.row(FIRST, "ms", null)),
        "%,d shows, %,d segments; five rules by three patterns. The plan has %,d actions. Medians of %d."
            .formatted(plan.shows(), plan.rows(), actions, PLANS));
  }

  /** A day after the newest show. */
  private static long now(BigArchive archive) {
    try (Index index = Index.open(IndexSettings.at(archive.indexFile()))) {
      long newest =
          index.retention().holdings().stream()
              .mapToLong(show -> show.startedAtMs())
              .max()
              .orElse(0);
      return newest + Duration.ofDays(1).toMillis();
    }
  }

  /** Gives how many actions a plan has. */
  private static int measure(BigArchive archive, long nowMs, Samples samples) {
    Histogram whole = new Histogram(3);
    Histogram read = new Histogram(3);
    Policies policies = policies();
    int actions = 0;
    try (Index index = Index.open(IndexSettings.at(archive.indexFile()))) {
      for (int i = 0; i < PLANS; i++) {
        long begin = System.nanoTime();
        ArchiveFacts facts =
            new ArchiveFacts(
                index.retention().holdings(), index.clips().holdings(), OptionalLong.empty());
        long known = System.nanoTime();
        RetentionPlan plan = Planner.plan(facts, policies, RetentionSettings.DEFAULT, nowMs);
        long end = System.nanoTime();
        read.recordValue(known - begin);
        whole.recordValue(end - begin);
        actions = plan.actions().size();
        if (i == 0) {
          samples.add(Series.OURS, FIRST, (end - begin) / 1e6);
        }
      }
    }
    samples.add(Series.OURS, WHOLE, whole.getValueAtPercentile(50) / 1e6);
    samples.add(Series.OURS, READ, read.getValueAtPercentile(50) / 1e6);
    return actions;
  }

  /** Of all kinds, so that something goes by each. */
  private static Policies policies() {
    ChannelPattern live = ChannelPattern.parse("live/*");
    ChannelPattern some = ChannelPattern.parse("live/channel-00*");
    return new Policies(
        List.of(
            new PolicyRule(ChannelPattern.ALL, Rule.KEEP_FOR, Duration.ofDays(3).toMillis()),
            new PolicyRule(ChannelPattern.ALL, Rule.TOTAL_AT_MOST, 500 * GIB),
            new PolicyRule(live, Rule.TO_INFREQUENT, Duration.ofDays(2).toMillis()),
            new PolicyRule(some, Rule.KEEP_LAST, 15),
            new PolicyRule(some, Rule.AT_MOST, GIB)));
  }
}
