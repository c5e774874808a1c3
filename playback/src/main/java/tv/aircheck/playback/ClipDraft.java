package tv.aircheck.playback;

import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.NewClip;

/**
 * A clip as it would be made, in the terms of the log.
 *
 * @param fromMs offset in the broadcast of its first picture: that of the keyframe at or before the
 *     one that was asked for
 * @param toMs offset at which it ends
 */
public record ClipDraft(BroadcastRow broadcast, NewClip clip, long fromMs, long toMs) {}
