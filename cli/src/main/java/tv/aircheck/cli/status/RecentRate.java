package tv.aircheck.cli.status;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How much came by in the last ten seconds. Costs an addition each time. Thread-safe. */
public final class RecentRate {
  private static final int SECONDS = 10;

  private final LongSupplier ticker;
  private final long begunAt;
  private final long[] amounts = new long[SECONDS + 1];
  private long second;

  /**
   * @param ticker nanoseconds
   */
  public RecentRate(LongSupplier ticker) {
    this.ticker = ticker;
    this.begunAt = ticker.getAsLong();
  }

  public synchronized void add(long amount) {
    moveOn();
    amounts[slot(second)] += amount;
  }

  /** Over the whole seconds before this one. */
  public synchronized long perSecond() {
    moveOn();
    long sum = 0;
    for (long before = second - SECONDS; before < second; before++) {
      sum += before < 0 ? 0 : amounts[slot(before)];
    }
    return sum / Math.max(1, Math.min(SECONDS, second));
  }

  private void moveOn() {
    long now = TimeUnit.NANOSECONDS.toSeconds(ticker.getAsLong() - begunAt);
    long fresh = Math.max(second + 1, now - SECONDS);
    while (fresh <= now) {
      amounts[slot(fresh)] = 0;
      fresh++;
    }
    second = Math.max(second, now);
  }

  private static int slot(long second) {
    return (int) (second % (SECONDS + 1));
  }
}
