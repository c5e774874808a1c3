package tv.aircheck.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.aircheck.cli.output.Cells;
import tv.aircheck.cli.status.JobStatus;
import tv.aircheck.cli.status.Status;
import tv.aircheck.cli.status.TakeStatus;
import tv.aircheck.cli.top.TopState.Move;
import tv.aircheck.cli.top.TopView.Line;
import tv.aircheck.cli.top.TopView.Look;

class TopViewTest {
  private static final String AT = "2026-11-26T12:00:00.000Z";

  private final TopView view = new TopView(ZoneOffset.UTC);

  private static TakeStatus take(int number, long bits, Double lag, int gaps) {
    return new TakeStatus(
        "live/channel-%03d".formatted(number),
        "T" + number,
        AT,
        3_725.0,
        null,
        "recording",
        bits,
        2.0,
        new TakeStatus.Log(1_000_000L, 900_000L, 100_000L, lag),
        new TakeStatus.Gaps(gaps, gaps * 10L),
        number);
  }

  private static Status status(List<TakeStatus> takes) {
    JobStatus job =
        new JobStatus(
            "backup", "", "done", null, AT, AT, 0.5, "fine", AT, "2026-11-27T01:10:00.000Z", "", 0);
    return new Status(
        AT,
        new Status.Node("node-1", "0.1.0", AT, 65.0, List.of("origin"), "/data", "/data/store"),
        takes,
        new Status.Uploads(new Status.Amount(3, 3L << 20), AT, 12.0, 1L << 20, 0, 0, null),
        new Status.Spool(5, 5L << 20, 1L << 30, 1L << 36, 1L << 28, 1L << 26, "ample"),
        List.of(job, job, job, job));
  }

  private static List<TakeStatus> many(int count) {
    List<TakeStatus> takes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      takes.add(take(i, 1_000_000L * i, 1.0, 0));
    }
    return takes;
  }

  private static String text(List<Line> lines) {
    return String.join("\n", lines.stream().map(Line::text).toList());
  }

  @Test
  void fillsATerminalOfAnySizeAndNothingMore() {
    for (int[] size : new int[][] {{80, 24}, {200, 60}, {40, 10}, {20, 5}, {20, 1}}) {
      for (int takes : new int[] {0, 3, 500}) {
        List<Line> lines = view.screen(status(many(takes)), TopState.START, null, size[0], size[1]);

        assertThat(lines).hasSize(size[1]);
        assertThat(lines)
            .allSatisfy(line -> assertThat(Cells.width(line.text())).isLessThanOrEqualTo(size[0]));
      }
    }
  }

  @Test
  void showsWhatIsAskedFor() {
    String shown =
        text(
            view.screen(
                status(List.of(take(7, 2_500_000, 1.65, 0))), TopState.START, null, 80, 24));

    assertThat(shown)
        .contains("live/channel-007", "2.50", "2.0s", "1.7s", "recording", "1:02:05")
        .contains("3 wait, 3.0 MiB, the oldest for 0:00:12; 1.0 MiB/s")
        .contains("backup", "2026-11-27 01:10:00")
        .contains("1 take, 2.50 Mbit/s");
  }

  @Test
  void manyTakesScrollAndAreOrdered() {
    Status status = status(many(500));
    TopState byRate = TopState.START.typed('b');
    int page = view.page(status, 24);

    assertThat(text(view.screen(status, byRate, null, 80, 24))).contains("live/channel-499");
    TopState end = byRate.moved(Move.END, 500, page);
    assertThat(text(view.screen(status, end, null, 80, 24)))
        .contains("live/channel-000")
        .doesNotContain("live/channel-499");
    assertThat(text(view.screen(status, byRate.typed('b'), null, 80, 24)))
        .contains("live/channel-000");
    assertThat(end.moved(Move.DOWN, 500, page)).isEqualTo(end);
    assertThat(end.moved(Move.HOME, 500, page).moved(Move.UP, 500, page).first()).isZero();
  }

  @Test
  void whatIsWrongStandsOut() {
    Status status = status(List.of(take(1, 1, 60.0, 0), take(2, 1, 0.5, 2), take(3, 1, 0.5, 0)));

    List<Line> lines = view.screen(status, TopState.START, "no server answers", 80, 24);

    assertThat(lines.get(0)).isEqualTo(new Line("no server answers", Look.ALARM));
    assertThat(lines.stream().filter(line -> line.look() == Look.ALARM).map(Line::text))
        .anyMatch(text -> text.contains("channel-001"))
        .anyMatch(text -> text.contains("channel-002"))
        .noneMatch(text -> text.contains("channel-003"));
  }

  @Test
  void printedOnceItIsWhole() {
    assertThat(text(view.whole(status(many(100)), Integer.MAX_VALUE)))
        .contains("live/channel-000", "live/channel-099");
  }
}
