package tv.aircheck.index;

import tv.aircheck.index.access.Visibility;

/**
 * A channel and what is known of its broadcasts.
 *
 * @param title may be null
 * @param visibility who gets to see it, and its shows that say nothing of their own
 * @param live whether a broadcast of it is on air
 * @param lastStartedAtMs when its newest broadcast began; -1 without one
 */
public record ChannelRow(
    long id,
    ChannelName channel,
    String title,
    Visibility visibility,
    long createdAtMs,
    boolean live,
    int broadcasts,
    long lastStartedAtMs) {}
