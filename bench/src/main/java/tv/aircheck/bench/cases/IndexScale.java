package tv.aircheck.bench.cases;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.archive.ArchivePlan;
import tv.aircheck.bench.archive.BigArchive;
import tv.aircheck.bench.archive.Names;
import tv.aircheck.bench.archive.Season;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.report.Result;
import tv.aircheck.bench.report.Row;
import tv.aircheck.bench.report.Samples;
import tv.aircheck.bench.report.Series;
import tv.aircheck.bench.report.Target;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;

/** What an index of ten million segments costs, and how fast it answers. */
public final class IndexScale implements BenchCase {
  private static final int LOOK_UPS = 50_000;
  private static final int COLD_LOOK_UPS = 1_000;
  private static final int LISTS = 300;
  private static final int PAGE = 50;

  /** Segments that are sealed at the same time, at most. */
  private static final int AT_ONCE = 256;

  private static final int INSERTS = 20_000;
  private static final double AT_MOST_MS = 1;

  private static final String INSERT = "entering sealed segments";
  private static final String WARM = "segment of a moment, ";
  private static final String COLD = "the same, from a cold disk, ";
  private static final String CHANNELS = "a page of channels";
  private static final String NEWEST = "a page of the newest shows";
  private static final String OF_CHANNEL = "a page of a channel's shows";
  private static final String BYTES = "file, per segment";

  @Override
  public String name() {
    return "index";
  }

  @Override
  public String title() {
    return "an index of 10,000 shows with 10 million segments";
  }

  @Override
  public Result run(Lab lab) throws Exception {
    ArchivePlan plan = ArchivePlan.forRunsOf(lab.settings().measure());
    BigArchive archive = BigArchive.of(plan, lab.settings().workParent(), lab::say);
    Samples samples = new Samples();
    samples.add(Series.OURS, BYTES, (double) Files.size(archive.indexFile()) / plan.rows());
    try (Index index = Index.open(IndexSettings.at(archive.indexFile()))) {
      for (int repeat = 0; repeat < lab.settings().repeats(); repeat++) {
        lab.say("index: look-ups, %d of %d".formatted(repeat + 1, lab.settings().repeats()));
        if (PageCache.canDrop()) {
          PageCache.drop();
          lookUp(index, plan, samples, COLD, COLD_LOOK_UPS, repeat);
        }
        PageCache.load(archive.indexFile());
        lookUp(index, plan, samples, WARM, LOOK_UPS, repeat);
        lab.say("index: lists");
        list(index, samples);
        lab.say("index: entering segments");
        insert(index, plan.seasons() + repeat, samples);
      }
    }
    return Result.measured(
        name(),
        title(),
        rows(samples),
        "index: %,d shows, %,d segments; a segment is entered as a recorder does it, with its line in the"
                .formatted(plan.shows(), plan.rows())
            + " upload ledger, and is on disk when it counts. Lists are medians. From a cold disk: the"
            + " system's page cache was dropped, which needs root.");
  }

  private static List<Row> rows(Samples samples) {
    List<Row> rows =
        List.of(
            samples.row(WARM + "p50", "ms", null),
            samples.row(WARM + "p99", "ms", Target.atMost(AT_MOST_MS)),
            samples.row(WARM + "p99.9", "ms", null),
            samples.row(COLD + "p50", "ms", null),
            samples.row(COLD + "p99", "ms", null),
            samples.row(CHANNELS, "ms", null),
            samples.row(NEWEST, "ms", null),
            samples.row(OF_CHANNEL, "ms", null),
            samples.row(INSERT, "/s", null),
            samples.row(BYTES, "B", null));
    return rows.stream().filter(row -> !row.series().isEmpty()).toList();
  }

  private static void lookUp(
      Index index, ArchivePlan plan, Samples samples, String what, int times, int seed) {
    Random random = new Random(seed);
    Histogram nanos = new Histogram(3);
    for (int i = 0; i < times; i++) {
      int take = 1 + random.nextInt(plan.shows());
      int ms = random.nextInt(plan.segments() * Season.SEGMENT_MS);
      long begin = System.nanoTime();
      boolean found = index.segments().atTime(take, ms).isPresent();
      nanos.recordValue(System.nanoTime() - begin);
      if (!found) {
        throw new IllegalStateException("no segment of take " + take + " at " + ms + " ms");
      }
    }
    samples.add(Series.OURS, what + "p50", nanos.getValueAtPercentile(50) / 1e6);
    samples.add(Series.OURS, what + "p99", nanos.getValueAtPercentile(99) / 1e6);
    samples.add(Series.OURS, what + "p99.9", nanos.getValueAtPercentile(99.9) / 1e6);
  }

  private static void list(Index index, Samples samples) {
    BroadcastFilter all = BroadcastFilter.all();
    samples.add(
        Series.OURS, CHANNELS, medianMs(i -> index.channels().list(Names.channel(i), PAGE)));
    samples.add(Series.OURS, NEWEST, medianMs(i -> index.broadcasts().list(all, null, PAGE)));
    samples.add(
        Series.OURS,
        OF_CHANNEL,
        medianMs(i -> index.broadcasts().list(all.of(Names.channel(i)), null, PAGE)));
  }

  /** Something asked again and again, about one channel after another. */
  private interface Question {
    Object ask(int channel);
  }

  private static double medianMs(Question question) {
    Histogram nanos = new Histogram(3);
    for (int i = 0; i < LISTS; i++) {
      long begin = System.nanoTime();
      question.ask(i);
      nanos.recordValue(System.nanoTime() - begin);
    }
    return nanos.getValueAtPercentile(50) / 1e6;
  }

  private static void insert(Index index, int number, Samples samples) {
    Season season = Season.open(index, number);
    List<CompletableFuture<?>> sealed = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < INSERTS; i++) {
      int segment = i;
      sealed.add(index.write(tx -> season.seal(tx, segment)));
      if (sealed.size() == AT_ONCE) {
        sealed.forEach(CompletableFuture::join);
        sealed.clear();
      }
    }
    sealed.forEach(CompletableFuture::join);
    samples.add(Series.OURS, INSERT, INSERTS / ((System.nanoTime() - begin) / 1e9));
    season.remove(index);
  }
}
