package tv.aircheck.flv.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SoundClockTest {
  private static final int FRAME = 1024;

  private static long[] frames(int count) {
    long[] frames = new long[count];
    Arrays.fill(frames, FRAME);
    return frames;
  }

  /** Milliseconds as a publisher writes them, who counts samples. */
  private static long[] rounded(int from, int count, int rate, double phaseMs, boolean nearest) {
    long[] ms = new long[count];
    for (int i = 0; i < count; i++) {
      double exact = phaseMs + (from + i) * (FRAME * 1000.0 / rate);
      ms[i] = nearest ? Math.round(exact) : (long) Math.floor(exact);
    }
    return ms;
  }

  @Property(tries = 50)
  void fragmentsMadeApartFitEachOther(
      @ForAll @IntRange(min = 100, max = 500) int each,
      @ForAll @IntRange(min = 0, max = 100_000) int phase,
      @ForAll boolean nearest) {
    for (int rate : new int[] {22_050, 44_100, 48_000}) {
      long end = -1;
      for (int part = 0; part < 5; part++) {
        long[] ms = rounded(part * each, each, rate, phase / 1000.0, nearest);
        long[] ticks = SoundClock.ticks(ms, frames(each), rate);
        if (end >= 0) {
          assertThat(ticks[0]).isBetween(end - 1, end + 1);
        }
        end = ticks[each - 1] + FRAME;
        for (int i = 1; i < each; i++) {
          assertThat(ticks[i] - ticks[i - 1]).isEqualTo(FRAME);
        }
      }
    }
  }

  @Test
  void whereSoundStoppedItBeginsAgainAtItsTime() {
    long[] ms = {0, 23, 46, 500, 523};
    assertThat(SoundClock.ticks(ms, frames(5), 44_100))
        .containsExactly(0, 1024, 2048, 22_050, 23_074);
  }

  @Test
  void soundThatDoesNotSayHowLongItIsLiesAtItsMilliseconds() {
    long[] ms = {0, 20, 20, 60};
    assertThat(SoundClock.ticks(ms, new long[4], 48_000)).containsExactly(0, 960, 961, 2880);
  }
}
