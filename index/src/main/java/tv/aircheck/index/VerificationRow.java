package tv.aircheck.index;

/**
 * How a broadcast was found when it was verified last.
 *
 * @param depth presence, size or content
 * @param samplePercent how many of its segments were looked at, in a hundred
 * @param segments that were looked at
 * @param bytes that were read
 * @param damaged how much was wrong
 */
public record VerificationRow(
    String broadcastId,
    String depth,
    int samplePercent,
    long verifiedAtMs,
    long segments,
    long bytes,
    int damaged) {}
