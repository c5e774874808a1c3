package tv.aircheck.flv.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditListTest {
  private static final long TO_THE_END = Long.MAX_VALUE;
  private static final int TICKS = 90;

  private static EditList edits(long originMs, long endMs, EditList.Reach reach) {
    return EditList.of(originMs, endMs, reach);
  }

  private static EditList.Reach reach(long firstMs, long shownMs, long untilMs) {
    return new EditList.Reach(firstMs * TICKS, shownMs * TICKS, untilMs * TICKS, 90_000);
  }

  @Test
  void nothingIsToBeSaidOfATrackThatBeginsWithTheFilm() {
    EditList edits = edits(0, TO_THE_END, reach(0, 0, 10_000));
    assertThat(edits).isEqualTo(new EditList(0, 0, 10_000));
    assertThat(edits.box(10_000 * TICKS, 90_000)).isNull();
  }

  @Test
  void aTrackThatIsShownLaterWaits() {
    EditList edits = edits(59, TO_THE_END, reach(0, 80, 10_000));
    assertThat(edits).isEqualTo(new EditList(21, 80 * TICKS, 9_920));
    assertThat(edits.durationMs()).isEqualTo(9_941);
  }

  @Test
  void theFirstPictureOfAFilmIsShownAtOnce() {
    assertThat(edits(80, TO_THE_END, reach(0, 80, 10_000)))
        .isEqualTo(new EditList(0, 80 * TICKS, 9_920));
  }

  @Test
  void aPartBeginsAndEndsAtItsMoments() {
    assertThat(edits(7_300, 9_500, reach(7_000, 7_080, 9_540)))
        .isEqualTo(new EditList(0, 300 * TICKS, 2_200));
  }

  @Test
  void aTrackThatIsOverBeforeThePartShowsNothing() {
    assertThat(edits(7_300, 9_500, reach(6_000, 6_000, 7_000)).durationMs()).isZero();
  }
}
