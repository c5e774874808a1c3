package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tv.aircheck.index.UploadMinute;

class UploadPaceTest {
  private static final long NOW = 10 * 60_000;

  private static UploadMinute minute(int number, long bytes, Long backlog) {
    return new UploadMinute(number * 60_000L, 1, bytes, backlog);
  }

  @Test
  void nothingWaitsAndNothingWent() {
    assertThat(UploadPace.of(List.of(), 0, NOW)).isEqualTo(new UploadPace(0, OptionalLong.of(0)));
    assertThat(UploadPace.of(List.of(), 5, NOW).drainSeconds()).as("not known").isEmpty();
  }

  @Test
  void whatIsRecordedMeanwhileCounts() {
    // 600 kB a minute go, and what waits got less by 60 kB a minute only.
    List<UploadMinute> minutes =
        List.of(
            minute(6, 600_000, 3_000_000L),
            minute(7, 600_000, 2_940_000L),
            minute(8, 600_000, 2_880_000L),
            minute(9, 600_000, 2_820_000L));
    UploadPace pace = UploadPace.of(minutes, 2_820_000, NOW);
    assertThat(pace.bytesPerSecond()).isEqualTo(10_000);
    assertThat(pace.drainSeconds()).hasValue(2_820);
  }

  @Test
  void whatGrowsIsNeverDone() {
    List<UploadMinute> minutes = List.of(minute(6, 60_000, 1_000_000L), minute(9, 60_000, null));
    assertThat(UploadPace.of(minutes, 2_000_000, NOW).drainSeconds()).isEmpty();
  }

  @Test
  void whatWasRecordedJustNowIsSoonThere() {
    List<UploadMinute> minutes = List.of(minute(9, 600_000, 10_000L));
    assertThat(UploadPace.of(minutes, 100_000, NOW).drainSeconds()).hasValue(10);
  }

  @Test
  void oldMinutesDoNotCount() {
    assertThat(UploadPace.of(List.of(minute(1, 600_000, 1L)), 9, NOW).bytesPerSecond()).isZero();
  }
}
