package tv.aircheck.web.api.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeldomTest {
  private long nanos = Long.MAX_VALUE - 1; // Tickers may run over.

  @Test
  void isDueOnceInAMinute() {
    Seldom seldom = new Seldom(() -> nanos);
    assertThat(seldom.isDue()).isTrue();
    nanos += TimeUnit.SECONDS.toNanos(59);
    assertThat(seldom.isDue()).isFalse();
    nanos += TimeUnit.SECONDS.toNanos(1);
    assertThat(seldom.isDue()).isTrue();
    assertThat(seldom.isDue()).isFalse();
  }
}
