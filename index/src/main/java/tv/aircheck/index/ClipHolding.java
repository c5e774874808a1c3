package tv.aircheck.index;

/**
 * A clip as retention looks at it.
 *
 * @param bytes of media in its ranges
 * @param mark null unless it is to be deleted
 */
public record ClipHolding(
    String id,
    String broadcastId,
    ChannelName channel,
    long createdAtMs,
    long bytes,
    BroadcastMark mark) {}
