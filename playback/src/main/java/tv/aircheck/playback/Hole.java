package tv.aircheck.playback;

/**
 * Log bytes that cannot be had: a gap in the recording, or a segment that is lost or damaged.
 *
 * @param takeSeq the take's number in the index
 * @param fromMs the highest log time before it
 * @param toMs log time of the first tag after it
 */
public record Hole(long takeSeq, long fromPosition, long toPosition, long fromMs, long toMs) {}
