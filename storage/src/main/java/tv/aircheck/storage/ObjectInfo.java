package tv.aircheck.storage;

import java.util.OptionalInt;

/**
 * An object and how long it is.
 *
 * @param crc32c CRC-32C of its bytes as noted when it was put; not in listings, and not for what
 *     was put into the store by other means
 */
public record ObjectInfo(String key, long bytes, OptionalInt crc32c) {}
