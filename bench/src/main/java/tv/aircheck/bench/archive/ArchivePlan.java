package tv.aircheck.bench.archive;

import java.time.Duration;

/**
 * What is in a made archive.
 *
 * @param seasons shows on each of the {@value Season#CHANNELS} channels; rows without files
 * @param segments of ten seconds in each of those
 * @param longShow a show with files
 * @param shortShow another one, to compare it with
 */
public record ArchivePlan(int seasons, int segments, Duration longShow, Duration shortShow) {
  /** 10,000 shows with 10 million segments; a show of a day takes 12.4 GB. */
  public static final ArchivePlan FULL =
      new ArchivePlan(20, 1_000, Duration.ofHours(24), Duration.ofHours(1));

  /** A tenth of the rows, less than 1 GB. */
  public static final ArchivePlan QUICK =
      new ArchivePlan(20, 100, Duration.ofMinutes(90), Duration.ofMinutes(10));

  private static final Duration SHORT_RUN = Duration.ofSeconds(10);

  /** Runs that only show that everything works need no more than a small one. */
  public static ArchivePlan forRunsOf(Duration measure) {
    return measure.compareTo(SHORT_RUN) < 0 ? QUICK : FULL;
  }

  public long rows() {
    return (long) seasons * Season.CHANNELS * segments;
  }

  public int shows() {
    return seasons * Season.CHANNELS;
  }

  /** For a folder: equal plans, equal archives. */
  String name() {
    return "%d-segments-%d-minutes".formatted(rows(), longShow.toMinutes());
  }
}
