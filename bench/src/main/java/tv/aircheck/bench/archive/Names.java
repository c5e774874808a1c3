package tv.aircheck.bench.archive;

import tv.aircheck.index.ChannelName;

/** What things are called in a made archive: the same in every one of equal plan. */
public final class Names {
  /** 2026-01-01, midnight in UTC. */
  static final long EPOCH_MS = 1_767_225_600_000L;

  static final String NODE = "bench";

  private Names() {}

  public static ChannelName channel(int number) {
    return new ChannelName("live", "channel-%04d".formatted(number));
  }

  /** As long as the ids that the product makes, and in the order of time like them. */
  static String take(long startedAtMs, int number) {
    return "01BENCH%013d%06d".formatted(startedAtMs, number);
  }
}
