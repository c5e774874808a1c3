package tv.aircheck.segmenter;

/**
 * What a segment says of itself in its first tag.
 *
 * @param startMs timestamp of the first log tag
 * @param wallClockMs when that tag reached the origin, milliseconds since 1970
 * @param forced begins where no keyframe had come for too long
 * @param before the log before it
 */
public record SegmentHead(
    TakeIdentity take,
    long startPosition,
    long startMs,
    long wallClockMs,
    boolean forced,
    CutState before) {}
