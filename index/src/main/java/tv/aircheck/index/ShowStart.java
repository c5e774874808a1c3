package tv.aircheck.index;

/**
 * That a broadcast began, for a calendar.
 *
 * @param durationMs what there is to watch
 * @param bytes of media
 */
public record ShowStart(String id, long startedAtMs, boolean live, long durationMs, long bytes) {}
