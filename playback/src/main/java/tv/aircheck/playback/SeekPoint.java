package tv.aircheck.playback;

/**
 * A keyframe.
 *
 * @param offsetMs on the show's clock
 * @param take which one of the show's
 * @param position in the take's log
 */
public record SeekPoint(long offsetMs, int take, long position) {}
