package tv.aircheck.storage;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * An object, and how it is kept.
 *
 * @param crc32c CRC-32C of its bytes as noted when it was put; not in listings, and not for what
 *     was put into the store by other means
 * @param storedAt when it was put, by the store's clock; in a directory, when its bytes were
 *     written, for the object is the spool's file
 * @param availability in a listing, what the tier alone tells: what was brought back counts as
 *     archived there
 */
public record ObjectInfo(
    String key,
    long bytes,
    OptionalInt crc32c,
    Instant storedAt,
    Tier tier,
    Availability availability) {}
