package tv.aircheck.index;

/**
 * What the store does not have yet.
 *
 * @param segments those in trouble included
 * @param oldestWallClockMs when the oldest that waits, and is in no trouble, was published; -1 when
 *     none waits
 * @param troubled how many cannot be stored before somebody has looked at them
 */
public record UploadBacklog(long segments, long bytes, long oldestWallClockMs, long troubled) {}
