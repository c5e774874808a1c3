package tv.aircheck.index;

/** How many segments, and how long their files are together. */
public record SegmentTotals(long segments, long fileBytes) {}
