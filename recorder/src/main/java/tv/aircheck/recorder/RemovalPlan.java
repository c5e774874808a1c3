package tv.aircheck.recorder;

import tv.aircheck.index.BroadcastRow;

/**
 * What removing a broadcast would delete.
 *
 * @param segments of all its takes
 * @param stored how many of them the store has
 * @param bytes of their files
 * @param clips that keep something of it
 * @param keptSegments of those, what clips keep
 * @param keptBytes of their files
 * @param obstacle why it cannot be removed, in words; null when it can
 */
public record RemovalPlan(
    BroadcastRow broadcast,
    int takes,
    long segments,
    long stored,
    long bytes,
    int clips,
    long keptSegments,
    long keptBytes,
    String obstacle) {}
