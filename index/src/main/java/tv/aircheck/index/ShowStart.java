package tv.aircheck.index;

import tv.aircheck.index.access.Visibility;

/**
 * That a broadcast began, for a calendar.
 *
 * @param ownVisibility what was said of it alone; null: its channel's holds
 * @param durationMs what there is to watch
 * @param bytes of media
 */
public record ShowStart(
    String id,
    long startedAtMs,
    boolean live,
    Visibility ownVisibility,
    long durationMs,
    long bytes) {}
