package tv.aircheck.recorder;

/**
 * A take on record as it stands now.
 *
 * @param state OPENING, RECORDING, or WAITING for its origin
 * @param received position up to which the log has arrived
 * @param durable position up to which it is safe
 * @param bitsPerSecond of the last seconds
 * @param keyframeIntervalMs between the last two keyframes; -1 where there were no two
 */
public record TakeOnRecord(
    String takeId,
    String channel,
    String originNode,
    long startedAtMs,
    String state,
    long received,
    long durable,
    long bitsPerSecond,
    long keyframeIntervalMs) {}
