package tv.aircheck.recorder.bundle;

import java.util.OptionalInt;

/**
 * Where in a bundle an object lies that has none of its own.
 *
 * @param bundle the bundle's key
 * @param crc32c of the object, where it is known
 */
public record Place(String bundle, long offset, long bytes, OptionalInt crc32c) {}
