package tv.aircheck.recorder;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tv.aircheck.index.Index;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;

/**
 * What a recorder works with. It closes none of it.
 *
 * @param clock wall clock
 * @param ticker monotonic, nanoseconds
 * @param random jitter; called from several threads
 */
public record RecorderParts(
    Index index,
    Spool spool,
    ObjectStore store,
    InstantSource clock,
    LongSupplier ticker,
    RandomGenerator random,
    RecorderListener listener) {}
