package tv.aircheck.flv.mp4;

/**
 * When a sample is.
 *
 * @param decodedMs as its tag says
 * @param compositionMs from decoding to being shown; negative in some streams
 * @param key can be decoded without those before it
 */
public record SampleTime(long decodedMs, int compositionMs, boolean key) {}
