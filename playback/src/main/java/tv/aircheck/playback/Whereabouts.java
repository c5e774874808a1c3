package tv.aircheck.playback;

import java.time.Instant;
import java.util.Optional;
import tv.aircheck.storage.Availability;

/**
 * How a show is kept.
 *
 * @param tier in the store's words
 * @param bundles that it is in
 * @param availability of that part of it which is the furthest away
 * @param readyAt when it is expected to be there; empty unless it is on its way
 */
public record Whereabouts(
    String tier, int bundles, Availability availability, Optional<Instant> readyAt) {}
