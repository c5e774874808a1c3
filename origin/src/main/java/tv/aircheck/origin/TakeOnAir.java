package tv.aircheck.origin;

/**
 * A take on air as it stands now.
 *
 * @param position how far its log has come
 * @param bitsPerSecond of the last seconds
 * @param keyframeIntervalMs between the last two keyframes; -1 where there were no two
 * @param recorded whether somebody records it durably
 * @param unacknowledged how many bytes of it the slowest of them has not made safe yet
 * @param viewers of its channel, live
 */
public record TakeOnAir(
    String takeId,
    String channel,
    long startedAtMs,
    long position,
    long bitsPerSecond,
    long keyframeIntervalMs,
    boolean recorded,
    long unacknowledged,
    int viewers) {

  static TakeOnAir of(Take take, int viewers, long nowMs) {
    TakeLog log = take.log();
    long end = log.end();
    return new TakeOnAir(
        take.id(),
        take.identity().channel(),
        take.identity().startedAtMs(),
        end,
        log.pace().bitsPerSecond(end, nowMs),
        log.pace().keyframeIntervalMs(),
        log.isHeld(),
        log.unacknowledged(),
        viewers);
  }
}
