package tv.aircheck.index.access;

import tv.aircheck.index.ChannelName;

/** What a request is about, as far as access goes: whose it is, and who gets to see it. */
public record Subject(ChannelName channel, Visibility visibility) {}
