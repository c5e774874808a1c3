package tv.aircheck.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.playback.Span;
import tv.aircheck.playback.Timeline;

class ListerTest {
  private static final long JOINT = Timeline.JOINT_MS;

  private static String text(List<Entry> entries) {
    Sheet sheet = new Sheet();
    entries.forEach(sheet::add);
    return sheet.textFrom(0).toString();
  }

  private static List<Entry> list(Take take, List<SegmentRow> rows, boolean over) {
    List<Entry> entries = new ArrayList<>();
    Lister lister = new Lister(entries::add);
    lister.begin(take.span(!over), 0);
    rows.forEach(row -> lister.add(Take.stretch(row)));
    if (over) {
      lister.end(take.endMs + JOINT);
    }
    return entries;
  }

  @Property(tries = 60)
  void whatWasListedOnceStaysAndOnlyMoreComes(@ForAll long seed) {
    Take take = new Take(seed);
    String before = "";
    for (List<SegmentRow> view : take.views) {
      String now = text(list(take, view, false));
      assertThat(now).startsWith(before);
      before = now;
    }
    assertThat(text(list(take, take.rows, true))).startsWith(before);
  }

  @Property(tries = 60)
  void piecesAreTheTakeWithoutHolesAndItsTime(@ForAll long seed) {
    Take take = new Take(seed);
    long position = 0;
    long ms = 0;
    for (Entry entry : list(take, take.rows, true)) {
      assertThat(entry.name().position()).isEqualTo(position);
      assertThat(entry.name().bytes()).isPositive();
      position = entry.name().endPosition();
      ms += entry.name().durationMs();
    }
    assertThat(position).isEqualTo(take.endPosition);
    assertThat(ms).isEqualTo(take.endMs + JOINT);
  }

  private static Stretch stretch(long from, long to, long fromMs, long toMs, Codecs codecs) {
    KeyframeTable.Builder keyframes = new KeyframeTable.Builder();
    keyframes.add(fromMs, from);
    SegmentRow row =
        new SegmentRow(
            1, from, to, fromMs, toMs, 5_000_000 + fromMs, 0, 0, 0, false, codecs, new byte[0]);
    return new Stretch(row, keyframes.build(), false);
  }

  private static Stretch stretch(long from, long to, long fromMs, long toMs) {
    return stretch(from, to, fromMs, toMs, Take.CODECS);
  }

  @Test
  void takesAreDiscontinuitiesWithAnInitSegmentAndATimeOfDay() {
    List<Entry> entries = new ArrayList<>();
    Lister lister = new Lister(entries::add);
    lister.begin(new Span(0, 1, 0, 1000, 0, 9_960, 1_000), 0);
    lister.add(stretch(0, 1000, 0, 9_960));
    lister.end(10_000);
    lister.begin(new Span(1, 2, 0, 500, 0, 3_960, 60_000), 10_000);
    lister.add(stretch(0, 500, 0, 3_960));
    lister.end(4_000);
    assertThat(text(entries))
        .isEqualTo(
            """
            #EXT-X-MAP:URI="0-0.mp4"
            #EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:01.000Z
            #EXTINF:10.000,
            0-0-0/0-1000-10000.m4s
            #EXT-X-DISCONTINUITY
            #EXT-X-MAP:URI="1-0.mp4"
            #EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:01:00.000Z
            #EXTINF:4.000,
            1-0-10000/0-500-4000.m4s
            """);
  }

  @Test
  void whatIsLostInTheMiddlePassesAsAGap() {
    List<Entry> entries = new ArrayList<>();
    Lister lister = new Lister(entries::add);
    lister.begin(new Span(0, 1, 0, 4000, 0, 39_960, 1_000), 0);
    lister.add(stretch(0, 1000, 0, 9_960));
    lister.add(stretch(2000, 3000, 20_000, 29_960));
    lister.end(40_000);
    assertThat(entries)
        .extracting(Entry::gap)
        .containsExactly(false, true, true, false, true, true);
    assertThat(entries.stream().mapToLong(entry -> entry.name().durationMs()).sum())
        .isEqualTo(40_000);
    assertThat(entries.get(3).map()).isTrue();
  }

  @Test
  void whereTheCodingChangesIsADiscontinuity() {
    Codecs other = new Codecs("hvc1.1.6.L93.B0", "mp4a.40.2", 1280, 720, 44_100, 2);
    List<Entry> entries = new ArrayList<>();
    Lister lister = new Lister(entries::add);
    lister.begin(new Span(0, 1, 0, 4000, 0, 39_960, 1_000), 0);
    lister.add(stretch(0, 1000, 0, 9_960));
    // Its last tag is the header of what follows.
    Stretch changing = stretch(1000, 2000, 10_000, 19_960, other);
    KeyframeTable table = new KeyframeTable.Builder().add(10_000, 1000).header(1_990).build();
    lister.add(new Stretch(changing.row(), table, false));
    lister.add(stretch(2000, 4000, 20_000, 39_960, other));
    lister.end(40_000);
    assertThat(entries).extracting(Entry::discontinuity).containsExactly(false, false, true);
    assertThat(entries).extracting(Entry::map).containsExactly(true, false, true);
    assertThat(entries.get(2).name().init()).isEqualTo(2000);
  }

  @Test
  void timeOfDayIsToldAgainWhenThePublishersClockHasDrifted() {
    List<Entry> entries = new ArrayList<>();
    Lister lister = new Lister(entries::add);
    // By the segments' wall clock the take began 1.5 s later than its span says.
    lister.begin(new Span(0, 1, 0, 3000, 0, 29_960, 4_998_500), 0);
    for (int i = 0; i < 3; i++) {
      lister.add(stretch(1000L * i, 1000L * i + 1000, 10_000L * i, 10_000L * i + 9_960));
    }
    lister.end(30_000);
    assertThat(entries)
        .extracting(Entry::wallClockMs)
        .containsExactly(4_998_500L, 5_010_000L, Entry.NO_TIME);
  }
}
