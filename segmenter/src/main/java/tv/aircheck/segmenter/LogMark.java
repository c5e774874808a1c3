package tv.aircheck.segmenter;

/**
 * When a tag of the log reached the origin.
 *
 * @param position of the tag
 * @param timestampMs of the tag
 * @param wallClockMs milliseconds since 1970
 */
public record LogMark(long position, long timestampMs, long wallClockMs) {}
