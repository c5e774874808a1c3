package tv.aircheck.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final String ID = "01KB0V6Z8Q3T5W7Y9A1C3E5G7J";

  private static Table shows() {
    return new Table("ID", "CHANNEL", "STARTED", ">LENGTH", ">SIZE", "STATE", "~TITLE")
        .row(
            ID,
            "live/me",
            "2026-11-26 12:00:00",
            "1:02:03",
            "1.5 GiB",
            "ended",
            "A long title ".repeat(9))
        .row(ID, "live/someone", "2026-11-26 13:00:00", "0:00:03", "5 B", "live", "日本語".repeat(30));
  }

  @Test
  void isWholeWhereThereIsRoom() {
    assertThat(shows().lines(Screen.UNLIMITED).get(1)).contains("A long title ".repeat(8));
  }

  @Test
  void wordsGiveWayBeforeAnythingElse() {
    List<String> lines = shows().lines(110);

    assertThat(lines.get(1)).startsWith(ID).contains("2026-11-26 12:00:00").endsWith("…");
  }

  @Test
  void eightyColumnsAreEnoughForWhatIsNeededToGoOn() {
    List<String> lines = shows().lines(80);

    assertThat(lines).allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(80));
    assertThat(lines.get(1)).startsWith(ID + "  live/me").contains("2026-11-26", "1.5 GiB");
  }

  @Property(tries = 100)
  void neverWiderThanATerminalThatCanHoldIt(@ForAll @IntRange(min = 70, max = 400) int width) {
    assertThat(shows().lines(width))
        .allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(width));
  }

  @Test
  void charactersThatTakeTwoColumnsAreCountedSo() {
    assertThat(Cells.width("日本")).isEqualTo(4);
    assertThat(Cells.fit("日本語", 5)).isEqualTo("日本…");
    assertThat(Cells.exactly("a", 3, true)).isEqualTo("  a");
  }
}
