package tv.aircheck.web.api.route;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one through in each minute: what goes wrong for all who ask is logged once. Any thread. */
final class Seldom {
  private static final long APART_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTicker;
  private final AtomicLong last;

  Seldom(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
    this.last = new AtomicLong(nanoTicker.getAsLong() - APART_NANOS);
  }

  boolean isDue() {
    long now = nanoTicker.getAsLong();
    long before = last.get();
    return now - before >= APART_NANOS && last.compareAndSet(before, now);
  }
}
