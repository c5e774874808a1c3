package tv.aircheck.playback;

/** A place in a broadcast: one of its spans, and the time in the log of that span's take. */
public record Moment(Span span, long logMs) {}
