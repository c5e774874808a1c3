package tv.aircheck.flv.mp4;

/**
 * A sample of a file that is read.
 *
 * @param decodedAt ticks
 * @param composition ticks from decoding to being shown
 * @param description from 1
 */
record SourceSample(
    long decodedAt, int composition, long offset, int size, boolean key, int description) {}
