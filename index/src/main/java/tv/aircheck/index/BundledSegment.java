package tv.aircheck.index;

/**
 * Where a segment that is in a bundle lies.
 *
 * @param bundle the key of the object
 * @param offset of the segment's first byte in it
 * @param fileBytes of the segment
 * @param crc32c of the segment
 */
public record BundledSegment(
    long takeSeq,
    long startPosition,
    long bundleSeq,
    String bundle,
    long offset,
    long fileBytes,
    int crc32c) {}
