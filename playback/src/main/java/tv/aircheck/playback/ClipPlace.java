package tv.aircheck.playback;

/**
 * Where a clip lies in its broadcast, in offsets, which move when holes appear before it.
 *
 * @param toMs where it ends
 */
public record ClipPlace(long fromMs, long toMs) {}
