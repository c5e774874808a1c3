package tv.aircheck.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentRateTest {
  private final AtomicLong nanos = new AtomicLong(5);
  private final RecentRate rate = new RecentRate(nanos::get);

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void isWhatCameInTheLastSeconds() {
    for (int second = 0; second < 30; second++) {
      rate.add(1_000);
      pass(1);
    }
    assertThat(rate.perSecond()).isEqualTo(1_000);

    pass(5);
    assertThat(rate.perSecond()).isEqualTo(500);
    pass(6);
    assertThat(rate.perSecond()).isZero();
  }

  @Test
  void aYoungOneIsNotDividedByAllTenSeconds() {
    rate.add(600);
    pass(2);

    assertThat(rate.perSecond()).isEqualTo(300);
  }

  @Test
  void aLongSilenceIsNoTrouble() {
    rate.add(600);
    pass(100_000_000);
    rate.add(10);
    pass(1);

    assertThat(rate.perSecond()).isEqualTo(1);
  }
}
