package tv.aircheck.recorder;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;

/** Decides which broadcast a take belongs to, and when a broadcast is over. Pure. */
public final class BroadcastRule {
  /**
   * A broadcast younger than this at the split goes on through it: nobody wants a show of one hour
   * cut off.
   */
  private static final Duration SPLIT_FROM = Duration.ofHours(20);

  /** The origin splits at a keyframe around the moment, by a clock of its own. */
  private static final Duration SPLIT_TOLERANCE = Duration.ofSeconds(5);

  private final BroadcastSettings settings;

  public BroadcastRule(BroadcastSettings settings) {
    this.settings = settings;
  }

  /**
   * A broadcast that a take may join.
   *
   * @param onAir whether one of its takes is open
   * @param lastEndedAtMs when its last take ended; of no meaning while it is on air
   */
  public record Candidate(String id, long startedAtMs, boolean onAir, long lastEndedAtMs) {}

  /**
   * Whether a take goes on with a broadcast of its channel.
   *
   * @param continues the origin says that this take goes on where one of that broadcast's takes was
   *     rolled
   */
  public boolean joins(Candidate broadcast, long takeStartedAtMs, boolean continues) {
    if (isPastSplit(broadcast.startedAtMs(), takeStartedAtMs)) {
      return false;
    }
    return continues
        || broadcast.onAir()
        || takeStartedAtMs - broadcast.lastEndedAtMs() <= settings.reconnectWindow().toMillis();
  }

  /** Whether nobody can come back to a broadcast any more. */
  public boolean isOver(Candidate broadcast, long nowMs) {
    return !broadcast.onAir() && nowMs > mayReturnUntil(broadcast);
  }

  /** Until when somebody can come back to a broadcast that is off the air. */
  long mayReturnUntil(Candidate broadcast) {
    return broadcast.lastEndedAtMs() + settings.reconnectWindow().toMillis();
  }

  /** Whether a split moment lies between the broadcast's twentieth hour and the take's start. */
  private boolean isPastSplit(long broadcastStartedAtMs, long takeStartedAtMs) {
    long latest = takeStartedAtMs + SPLIT_TOLERANCE.toMillis();
    return firstSplitFrom(broadcastStartedAtMs + SPLIT_FROM.toMillis()) <= latest;
  }

  /**
   * A time of day that summer time skips is taken as the hour after; one that it repeats, as the
   * first.
   */
  private long firstSplitFrom(long wallClockMs) {
    Instant from = Instant.ofEpochMilli(wallClockMs);
    var day = from.atZone(settings.zone()).toLocalDate();
    ZonedDateTime split = day.atTime(settings.splitAt()).atZone(settings.zone());
    if (split.toInstant().isBefore(from)) {
      split = day.plusDays(1).atTime(settings.splitAt()).atZone(settings.zone());
    }
    return split.toInstant().toEpochMilli();
  }
}
