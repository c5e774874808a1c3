package tv.aircheck.segmenter;

/**
 * What every segment of a take says of it.
 *
 * @param startedAtMs wall clock, milliseconds since 1970
 */
public record TakeIdentity(String takeId, String app, String name, long startedAtMs) {}
