package tv.aircheck.playback;

/**
 * A clip that somebody wants, in offsets of a broadcast.
 *
 * @param toMs where it ends
 * @param title null for none
 */
public record ClipRequest(String broadcastId, long fromMs, long toMs, String title) {}
