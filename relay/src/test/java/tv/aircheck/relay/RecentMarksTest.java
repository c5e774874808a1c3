package tv.aircheck.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentMarksTest {
  private static final long START_MS = 1_000_000;

  /** A keyframe every two seconds, 250,000 bytes each: a million bits a second. */
  private static RecentMarks steady(int keyframes) {
    RecentMarks marks = new RecentMarks();
    for (int i = 0; i < keyframes; i++) {
      marks.add(
          new Mark(i * 250_000L, i * 2_000L, START_MS + i * 2_000L, true), START_MS + i * 2_000L);
    }
    return marks;
  }

  @Test
  void aSteadyStreamHasItsRateAndItsInterval() {
    RecentMarks marks = steady(100);

    assertThat(marks.bitsPerSecond(100 * 250_000L, START_MS + 100 * 2_000L)).isEqualTo(1_000_000);
    assertThat(marks.keyframeIntervalMs()).isEqualTo(2_000);
  }

  @Test
  void theRateFallsWhenNothingComesAnyMore() {
    RecentMarks marks = steady(100);
    long last = 99 * 250_000L;

    assertThat(marks.bitsPerSecond(last, START_MS + 99 * 2_000L + 60_000)).isZero();
  }

  @Test
  void nothingIsKnownBeforeTheFirst() {
    RecentMarks marks = new RecentMarks();

    assertThat(marks.bitsPerSecond(0, START_MS)).isZero();
    assertThat(marks.keyframeIntervalMs()).isEqualTo(-1);
  }

  @Test
  void manyMarksInOneSecondDoNotHideTheRate() {
    RecentMarks marks = new RecentMarks();
    for (int i = 0; i < 1_000; i++) {
      marks.add(new Mark(i * 1_000L, i * 40L, START_MS + i * 40L, true), START_MS + i * 40L);
    }

    assertThat(marks.bitsPerSecond(1_000 * 1_000L, START_MS + 1_000 * 40L)).isEqualTo(200_000);
  }
}
