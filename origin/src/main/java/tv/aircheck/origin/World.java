package tv.aircheck.origin;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What comes from outside: wall clock, a ticker that never goes back (nanoseconds), randomness.
 *
 * @param random used from one thread at a time; secrets are drawn from it too, so it should be a
 *     {@code SecureRandom}
 */
public record World(InstantSource clock, LongSupplier ticker, RandomGenerator random) {
  long nowMs() {
    return clock.millis();
  }

  /** Monotonic milliseconds from an arbitrary start. */
  long tickMs() {
    return ticker.getAsLong() / 1_000_000;
  }
}
