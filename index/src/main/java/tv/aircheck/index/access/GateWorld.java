package tv.aircheck.index.access;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What comes from outside.
 *
 * @param nanoTicker monotonic
 * @param linkSecret what links are signed with; may read a file, and is asked once
 */
public record GateWorld(
    InstantSource clock,
    LongSupplier nanoTicker,
    SecureRandom random,
    Supplier<String> linkSecret) {}
