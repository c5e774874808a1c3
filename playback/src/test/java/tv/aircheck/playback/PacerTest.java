package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tv.aircheck.testkit.ManualClock;

class PacerTest {
  private final ManualClock clock = ManualClock.atSomeTime();
  private final Pacer pacer = new Pacer(3_000, clock.ticker());

  @Test
  void staysAheadByTheBufferAndASecond() {
    pacer.start(60_000);
    assertThat(pacer.waitMs(60_000)).isZero();
    assertThat(pacer.waitMs(64_000)).isZero();
    assertThat(pacer.waitMs(64_500)).isEqualTo(500);
    clock.advanceMs(400);
    assertThat(pacer.waitMs(64_500)).isEqualTo(100);
  }

  @Test
  void aBufferOfHoursIsADownload() {
    pacer.start(0);
    pacer.bufferMs(36_000_000);
    assertThat(pacer.isPaced()).isFalse();
    assertThat(pacer.waitMs(Long.MAX_VALUE - 1)).isZero();
  }

  @Test
  void goesOnAfterAPauseWhereTheViewerIs() {
    pacer.start(0);
    clock.advanceMs(100_000);
    pacer.resume(9_000, 11_000);
    assertThat(pacer.waitMs(13_500)).isEqualTo(500);
  }

  @Test
  void doesNotStallForOneThatSaysItIsAtTheStart() {
    pacer.start(0);
    pacer.resume(0, 60_000);
    assertThat(pacer.waitMs(60_000)).isZero();
  }
}
