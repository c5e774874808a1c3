package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimestampUnwrapperTest {
  private static void follows(long start, List<Integer> steps, long mask) {
    TimestampUnwrapper unwrapper = new TimestampUnwrapper();
    long truth = start & mask;
    assertThat(unwrapper.unwrap((int) (truth & mask))).isEqualTo(truth);
    for (int step : steps) {
      truth = Math.max(0, truth + step);
      assertThat(unwrapper.unwrap((int) (truth & mask))).isEqualTo(truth);
    }
  }

  @Property(tries = 300)
  void followsAClockThatWrapsAt32Bits(
      @ForAll @LongRange(min = 0, max = 0xFFFFFFFFL) long start,
      @ForAll @Size(max = 200) List<@IntRange(min = -5_000, max = 1_000_000_000) Integer> steps) {
    follows(start, steps, 0xFFFFFFFFL);
  }

  @Property(tries = 300)
  void followsAClockThatWrapsAt31Bits(
      @ForAll @LongRange(min = 0x7FFFF000L, max = 0x7FFFFFFFL) long start,
      @ForAll @Size(max = 200) List<@IntRange(min = -2_000, max = 3_000_000) Integer> steps) {
    follows(start, steps, 0x7FFFFFFFL);
  }

  @Test
  void goesOnForMonths() {
    TimestampUnwrapper unwrapper = new TimestampUnwrapper();
    long day = 86_400_000L;
    for (long now = 0; now < 200 * day; now += day / 2) {
      assertThat(unwrapper.unwrap((int) now)).isEqualTo(now);
    }
  }

  @Test
  void aLateFrameAtTheWrapIsLate() {
    TimestampUnwrapper unwrapper = new TimestampUnwrapper();
    assertThat(unwrapper.unwrap(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(unwrapper.unwrap(10)).isEqualTo(0x8000000AL);
    assertThat(unwrapper.unwrap(Integer.MAX_VALUE - 5)).isEqualTo(0x7FFFFFFAL);
    assertThat(unwrapper.unwrap(20)).isEqualTo(0x80000014L);
  }
}
