package tv.aircheck.origin;

import java.time.Instant;
import java.time.ZonedDateTime;
import tv.aircheck.relay.OpenedBy;

/** When one take has to make room for the next. Immutable, made at a take's start. */
final class RollClock {
  /** Without a keyframe for so long past its time the take is rolled at any frame. */
  private static final long PATIENCE_MS = 3_600_000;

  private final long longestMs;
  private final long splitAtMs;

  RollClock(RollRule rule, long takeStartedAtMs) {
    longestMs = rule.longest().toMillis();
    splitAtMs = rule.dailyAt() == null ? Long.MAX_VALUE : nextSplit(rule, takeStartedAtMs);
  }

  private static long nextSplit(RollRule rule, long afterMs) {
    ZonedDateTime after = Instant.ofEpochMilli(afterMs).atZone(rule.zone());
    ZonedDateTime split = after.with(rule.dailyAt());
    // The day is added to the local date, so the split keeps its time of day when the clocks
    // change.
    return (split.isAfter(after) ? split : after.plusDays(1).with(rule.dailyAt()))
        .toInstant()
        .toEpochMilli();
  }

  /**
   * Why the tag that comes now opens a new take; null if it does not.
   *
   * @param logMs its time in the log
   * @param goodCut whether a decoder can start at it
   */
  OpenedBy due(long logMs, long nowMs, boolean goodCut) {
    if (logMs >= longestMs && (goodCut || logMs >= longestMs + PATIENCE_MS)) {
      return OpenedBy.ROLLED;
    }
    if (nowMs >= splitAtMs && (goodCut || nowMs >= splitAtMs + PATIENCE_MS)) {
      return OpenedBy.DAILY;
    }
    return null;
  }
}
