package tv.aircheck.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Wall clock and monotonic ticker that move only when told to. Any thread may read and move it.
 *
 * <p>The two are apart on purpose: {@link #setWallClock} jumps the wall clock as NTP does, and
 * leaves the ticker alone.
 */
public final class ManualClock implements InstantSource {
  private final AtomicLong wallMs;
  private final AtomicLong nanos = new AtomicLong();

  public ManualClock(Instant start) {
    this.wallMs = new AtomicLong(start.toEpochMilli());
  }

  /** A clock at an arbitrary, always equal moment: 2026-11-22T15:04:05Z. */
  public static ManualClock atSomeTime() {
    return new ManualClock(Instant.parse("2026-11-22T15:04:05Z"));
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(wallMs.get());
  }

  @Override
  public long millis() {
    return wallMs.get();
  }

  /** The monotonic ticker, in nanoseconds; starts at 0. */
  public LongSupplier ticker() {
    return nanos::get;
  }

  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("a ticker does not run backwards: " + by);
    }
    nanos.addAndGet(by.toNanos());
    wallMs.addAndGet(by.toMillis());
  }

  public void advanceMs(long ms) {
    advance(Duration.ofMillis(ms));
  }

  /** Jumps the wall clock, forwards or backwards; the ticker stands still. */
  public void setWallClock(Instant to) {
    wallMs.set(to.toEpochMilli());
  }
}
