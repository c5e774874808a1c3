package tv.aircheck.cli.status;

import java.util.Locale;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.GapSum;
import tv.aircheck.origin.TakeOnAir;
import tv.aircheck.recorder.TakeOnRecord;

/**
 * A take on air or on record.
 *
 * @param since when it began
 * @param duration how long that is ago
 * @param origin the node that takes it in; null for this one
 * @param state opening, recording or waiting (for its origin); on-air where this node does not
 *     record it and somebody else does; unrecorded where nobody does
 * @param bitsPerSecond of the last seconds
 * @param keyframeInterval between the last two; null where there were no two
 * @param gaps holes in what is recorded here
 * @param viewers live ones, at this node
 */
public record TakeStatus(
    String channel,
    String take,
    String since,
    double duration,
    String origin,
    String state,
    long bitsPerSecond,
    Double keyframeInterval,
    Log log,
    Gaps gaps,
    int viewers) {
  private static final double BITS = 8;

  /**
   * How far its log has come.
   *
   * @param position as this node knows
   * @param durablePosition up to where it is safe on a recorder's disk; null when unrecorded
   * @param lagBytes what lies between
   * @param lag how long that takes at this rate; null where it cannot be told: nothing comes
   */
  public record Log(long position, Long durablePosition, Long lagBytes, Double lag) {
    static Log unrecorded(long position) {
      return new Log(position, null, null, null);
    }

    static Log of(long position, long durable, long bitsPerSecond) {
      long behind = Math.max(0, position - durable);
      return new Log(position, durable, behind, TakeStatus.lag(behind, bitsPerSecond));
    }
  }

  /** So many holes, and their bytes. */
  public record Gaps(int count, long bytes) {
    static Gaps of(GapSum sum) {
      return new Gaps(sum.gaps(), sum.bytes());
    }
  }

  /** As its origin sees it, which is nearer to the publisher than its recorder. */
  static TakeStatus of(TakeOnAir onAir, TakeOnRecord onRecord, GapSum gaps, long nowMs) {
    long durable = onAir.position() - onAir.unacknowledged();
    String unrecorded = onAir.recorded() ? "on-air" : "unrecorded";
    return new TakeStatus(
        onAir.channel(),
        onAir.takeId(),
        Json.time(onAir.startedAtMs()),
        Json.seconds(Math.max(0, nowMs - onAir.startedAtMs())),
        null,
        onRecord == null ? unrecorded : word(onRecord.state()),
        onAir.bitsPerSecond(),
        secondsOrNull(onAir.keyframeIntervalMs()),
        onAir.recorded()
            ? Log.of(onAir.position(), durable, onAir.bitsPerSecond())
            : Log.unrecorded(onAir.position()),
        Gaps.of(gaps),
        onAir.viewers());
  }

  /** Of another node's origin. */
  static TakeStatus of(TakeOnRecord onRecord, GapSum gaps, long nowMs) {
    return new TakeStatus(
        onRecord.channel(),
        onRecord.takeId(),
        Json.time(onRecord.startedAtMs()),
        Json.seconds(Math.max(0, nowMs - onRecord.startedAtMs())),
        onRecord.originNode(),
        word(onRecord.state()),
        onRecord.bitsPerSecond(),
        secondsOrNull(onRecord.keyframeIntervalMs()),
        Log.of(onRecord.received(), onRecord.durable(), onRecord.bitsPerSecond()),
        Gaps.of(gaps),
        0);
  }

  /** Null where it cannot be told: nothing comes any more. */
  private static Double lag(long bytes, long bitsPerSecond) {
    if (bytes == 0) {
      return 0.0;
    }
    return bitsPerSecond == 0 ? null : (Double) round(bytes * BITS / bitsPerSecond);
  }

  private static double round(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  private static Double secondsOrNull(long millis) {
    return millis < 0 ? null : (Double) Json.seconds(millis);
  }

  private static String word(String state) {
    return state.toLowerCase(Locale.ROOT);
  }
}
