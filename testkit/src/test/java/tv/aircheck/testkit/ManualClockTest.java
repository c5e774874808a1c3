package tv.aircheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private final ManualClock clock = ManualClock.atSomeTime();

  @Test
  void movesOnlyWhenTold() {
    Instant start = clock.instant();

    clock.advance(Duration.ofMillis(1500));

    assertThat(clock.instant()).isEqualTo(start.plusMillis(1500));
    assertThat(clock.millis()).isEqualTo(start.toEpochMilli() + 1500);
    assertThat(clock.ticker().getAsLong()).isEqualTo(1_500_000_000L);
  }

  @Test
  void theWallClockMayJumpBackAndTheTickerDoesNot() {
    clock.setWallClock(Instant.EPOCH);

    assertThat(clock.millis()).isZero();
    assertThat(clock.ticker().getAsLong()).isZero();
    assertThatThrownBy(() -> clock.advanceMs(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
