package tv.aircheck.playback.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final long MINUTE = 60_000;

  @Test
  void theStepSuitsTheLength() {
    assertThat(Grid.of(0).tiles()).isZero();
    assertThat(Grid.of(1)).isEqualTo(new Grid(1_000, 1));
    assertThat(Grid.of(30 * MINUTE)).isEqualTo(new Grid(5_000, 360));
    assertThat(Grid.of(120 * MINUTE)).isEqualTo(new Grid(15_000, 480));
    assertThat(Grid.of(24 * 60 * MINUTE)).isEqualTo(new Grid(180_000, 480));
  }

  @Property(tries = 200)
  void everyMomentHasATileAndTheyAreNotTooMany(
      @ForAll @LongRange(min = 1, max = 1L << 40) long ms) {
    Grid grid = Grid.of(ms);
    assertThat(Grid.isStep(grid.everyMs())).isTrue();
    assertThat(grid.tiles()).isBetween(1, 500);
    assertThat((grid.tiles() - 1) * grid.everyMs()).isLessThan(ms);
    assertThat(grid.tiles() * grid.everyMs()).isGreaterThanOrEqualTo(ms);
    int sum = 0;
    for (int sheet = 0; sheet < grid.sheets(); sheet++) {
      sum += grid.tilesOn(sheet);
      assertThat(grid.rowsOn(sheet)).isBetween(1, Grid.ROWS);
    }
    assertThat(sum).isEqualTo(grid.tiles());
  }

  @Property(tries = 100)
  void itOnlyGetsCoarserAsAShowGoesOn(
      @ForAll @LongRange(min = 1, max = 1L << 34) long ms,
      @ForAll @LongRange(max = 1L << 34) long more) {
    assertThat(Grid.of(ms).everyMs()).isLessThanOrEqualTo(Grid.of(ms + more).everyMs());
  }

  @Test
  void aTrackOfTextSaysWhichPartOfWhichSheet() {
    String text =
        new Grid(10_000, 112).vtt(1_111_500, (sheet, rows) -> sheet + ".jpg?rows=" + rows);
    List<String> lines = text.lines().toList();
    assertThat(lines.get(0)).isEqualTo("WEBVTT");
    assertThat(text)
        .contains("\n\n00:00:00.000 --> 00:00:10.000\n0.jpg?rows=10#xywh=0,0,160,90\n")
        .contains("\n\n00:02:00.000 --> 00:02:10.000\n0.jpg?rows=10#xywh=320,90,160,90\n")
        .contains("\n\n00:16:40.000 --> 00:16:50.000\n1.jpg?rows=2#xywh=0,0,160,90\n")
        .endsWith("\n\n00:18:30.000 --> 00:18:31.500\n1.jpg?rows=2#xywh=160,90,160,90\n");
  }

  @Test
  void onAirOnlyWholeRowsCount() {
    assertThat(new Grid(5_000, 112).wholeRows()).isEqualTo(new Grid(5_000, 110));
    assertThat(new Grid(5_000, 9).wholeRows().sheets()).isZero();
  }
}
