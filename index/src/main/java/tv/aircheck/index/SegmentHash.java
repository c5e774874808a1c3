package tv.aircheck.index;

/**
 * SHA-256 of a segment's whole file.
 *
 * @param sha256 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record SegmentHash(long startPosition, byte[] sha256) {}
