package tv.aircheck.recorder.bundle;

/**
 * A segment that goes into a bundle.
 *
 * @param key of its object, and its name in the bundle
 * @param bytes of its file
 */
record Piece(long takeSeq, long startPosition, String key, long bytes, int crc32c) {}
