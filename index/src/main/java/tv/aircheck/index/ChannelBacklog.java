package tv.aircheck.index;

/** What of a channel the store does not have yet. */
public record ChannelBacklog(ChannelName channel, long segments, long bytes) {}
