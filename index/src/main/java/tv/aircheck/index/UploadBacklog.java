package tv.aircheck.index;

/**
 * What waits for the store.
 *
 * @param oldestWallClockMs when the oldest waiting segment was published; -1 when none waits
 * @param lastError of any waiting segment, or null
 */
public record UploadBacklog(long segments, long bytes, long oldestWallClockMs, String lastError) {}
