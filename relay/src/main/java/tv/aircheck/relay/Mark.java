package tv.aircheck.relay;

/**
 * A point of the log whose wall clock the origin noted: at every video keyframe, or every second of
 * a take that has no video. Marks belong to the log, so every subscriber gets the same ones.
 *
 * @param position where the tag begins that the mark stands at
 * @param timestampMs that tag's timestamp in the log
 * @param wallClockMs the origin's clock when it appended the tag, epoch milliseconds
 * @param keyframe whether that tag is a video keyframe
 */
public record Mark(long position, long timestampMs, long wallClockMs, boolean keyframe) {}
