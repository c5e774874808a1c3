package tv.aircheck.index;

/**
 * What of an ended broadcast is in no bundle.
 *
 * @param segments more than none
 */
public record Unbundled(String broadcastId, long segments) {}
