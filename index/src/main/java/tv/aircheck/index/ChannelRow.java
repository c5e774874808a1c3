package tv.aircheck.index;

/**
 * A channel and what is known of its broadcasts.
 *
 * @param title may be null
 * @param live whether a broadcast of it is on air
 * @param lastStartedAtMs when its newest broadcast began; -1 without one
 */
public record ChannelRow(
    long id,
    ChannelName channel,
    String title,
    long createdAtMs,
    boolean live,
    int broadcasts,
    long lastStartedAtMs) {}
