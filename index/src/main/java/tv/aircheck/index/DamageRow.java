package tv.aircheck.index;

/**
 * Something of a broadcast that was found damaged and is not repaired yet.
 *
 * @param key of the object
 * @param takeSeq of the segment; 0 for a manifest
 */
public record DamageRow(
    String broadcastId,
    String key,
    long takeSeq,
    long startPosition,
    DamageKind kind,
    String words,
    long foundAtMs) {}
