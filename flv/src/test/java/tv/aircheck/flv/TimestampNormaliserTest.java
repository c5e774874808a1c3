package tv.aircheck.flv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimestampNormaliserTest {
  private static final int V = TagType.VIDEO;
  private static final int A = TagType.AUDIO;
  private static final long JUMP = 5_000;

  private final TimestampNormaliser times = new TimestampNormaliser(JUMP);

  private long[] video(long... raw) {
    return Arrays.stream(raw).map(ms -> times.next(V, (int) ms, true)).toArray();
  }

  @Test
  void theFirstFrameIsZeroWhateverItSays() {
    assertThat(video(3_600_000, 3_600_040, 3_600_080)).containsExactly(0, 40, 80);
  }

  @Test
  void headersBeforeTheFirstFrameDoNotSetTheClock() {
    assertThat(times.next(V, 0, false)).isZero();
    assertThat(times.next(A, 77, false)).isZero();
    assertThat(video(9_000_000, 9_000_040)).containsExactly(0, 40);
    assertThat(times.repair()).isEqualTo(TimestampRepair.NONE);
  }

  @Test
  void tracksKeepTheirPlacesBesideEachOther() {
    assertThat(times.next(V, 1000, true)).isZero();
    assertThat(times.next(A, 1010, true)).isEqualTo(10);
    assertThat(times.next(V, 1040, true)).isEqualTo(40);
    assertThat(times.next(A, 1031, true)).isEqualTo(31);
    assertThat(times.repair()).isEqualTo(TimestampRepair.NONE);
  }

  @Test
  void aRepeatStaysAndAStepBackIsHeld() {
    assertThat(video(0, 40, 40)).containsExactly(0, 40, 40);
    assertThat(times.repair()).isEqualTo(TimestampRepair.NONE);
    assertThat(video(20)).containsExactly(40);
    assertThat(times.repair()).isEqualTo(TimestampRepair.CLAMPED);
    assertThat(video(80)).containsExactly(80);
  }

  @Test
  void aLoopedFileGoesOnOneFrameAfterItsEnd() {
    assertThat(video(0, 5_000, 10_000)).containsExactly(0, 5_000, 10_000);
    assertThat(video(0)).containsExactly(10_033);
    assertThat(times.repair()).isEqualTo(TimestampRepair.JUMP_BACK);
    assertThat(video(40, 80)).containsExactly(10_073, 10_113);
  }

  @Test
  void soundOfTheOldLoopThatComesAfterPicturesOfTheNewOneStaysInPlace() {
    video(0, 5_000, 10_000);
    times.next(A, 9_960, true);
    assertThat(video(0)).containsExactly(10_033);
    assertThat(times.next(A, 9_983, true)).isEqualTo(9_983);
    assertThat(times.repair()).isEqualTo(TimestampRepair.NONE);
    assertThat(times.next(A, 5, true)).isEqualTo(10_038);
    assertThat(video(40)).containsExactly(10_073);
  }

  @Test
  void aHoleIsClosed() {
    assertThat(video(0, 40, 60_000, 60_040)).containsExactly(0, 40, 73, 113);
  }

  @Test
  void aPauseOfAFewSecondsIsKept() {
    assertThat(video(0, 40, 4_040)).containsExactly(0, 40, 4_040);
  }

  @Test
  void anEndMarkAtZeroChangesNothing() {
    video(0, 4_000, 8_000, 12_000);
    assertThat(times.next(V, 0, false)).isEqualTo(12_000);
    assertThat(video(12_040)).containsExactly(12_040);
    assertThat(times.repair()).isEqualTo(TimestampRepair.NONE);
  }

  @Test
  void wrapsAt32BitsAndAt31() {
    assertThat(video(0xFFFF_FFF0L, 0x0000_0018)).containsExactly(0, 40);
    TimestampNormaliser masked = new TimestampNormaliser(JUMP);
    assertThat(masked.next(V, 0x7FFF_FFF0, true)).isZero();
    assertThat(masked.next(A, 0x7FFF_FFFA, true)).isEqualTo(10);
    assertThat(masked.next(V, 0x18, true)).isEqualTo(40);
    assertThat(masked.next(A, 0x7FFF_FFFF, true)).isEqualTo(15);
    assertThat(masked.next(A, 0x0A, true)).isEqualTo(26);
  }

  @Test
  void goesOnPast31BitsWithoutANotice() {
    assertThat(video(0x7FFF_FFF0L, 0x8000_0018L)).containsExactly(0, 40);
  }

  @Test
  void afterARollTheClockIsThatOfTheNewTake() {
    video(0, 4_000, 8_000);
    times.rebase(8_000);
    assertThat(video(8_040, 8_080)).containsExactly(40, 80);
  }

  @Property(tries = 500)
  void noTrackEverRunsBackwardsAndNothingIsNegative(@ForAll @Size(max = 200) int[] raw) {
    TimestampNormaliser any = new TimestampNormaliser(JUMP);
    long[] last = {0, 0};
    long highest = 0;
    for (int i = 0; i < raw.length; i++) {
      int track = raw[i] & 1;
      long out = any.next(track == 0 ? V : A, raw[i] >> (raw[i] & 31), (raw[i] & 6) != 0);
      assertThat(out).isGreaterThanOrEqualTo(last[track]);
      assertThat(out).isLessThanOrEqualTo(highest + JUMP);
      last[track] = out;
      highest = Math.max(highest, out);
    }
  }
}
