package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.index.Recordings.segmentOf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Seeks agree with maps in memory, in whatever order the segments came. */
class SegmentSeekPropertyTest {
  private static IndexOfProperties own;
  private static Index index;
  private static int takes;

  @BeforeContainer
  static void open() throws IOException {
    own = IndexOfProperties.open();
    index = own.index();
  }

  @AfterContainer
  static void close() throws IOException {
    own.close();
  }

  @Property(tries = 25)
  void seeksFindWhatAModelFinds(@ForAll @IntRange(max = 40) int count, @ForAll long seed) {
    Random random = new Random(seed);
    String id = "T" + takes++;
    long take = new Recordings(index).live(new ChannelName("live", "x"), id, 1);
    List<SegmentRow> rows = rows(take, count, random);
    TreeMap<Long, Long> byTime = new TreeMap<>();
    TreeMap<Long, Long> byPosition = new TreeMap<>();
    for (SegmentRow row : rows) {
      byTime.merge(row.startMs(), row.startPosition(), Math::max);
      byPosition.put(row.startPosition(), row.startPosition());
    }
    Collections.shuffle(rows, random);
    index.writeNow(
        tx -> {
          rows.forEach(tx.segments()::add);
          return null;
        });

    for (int i = 0; i < 20; i++) {
      long ms = random.nextInt(count * 12_000 + 10);
      long position = random.nextInt(count * 1_200 + 10);
      assertThat(start(index.segments().atTime(take, ms))).isEqualTo(value(byTime.floorEntry(ms)));
      assertThat(start(index.segments().atPosition(take, position)))
          .isEqualTo(value(byPosition.floorEntry(position)));
      assertThat(start(index.segments().next(take, position)))
          .isEqualTo(value(byPosition.higherEntry(position)));
    }
    assertThat(start(index.segments().last(take))).isEqualTo(value(byPosition.lastEntry()));
  }

  /** In order, now and then with a hole, sometimes two that begin at the same time. */
  private static List<SegmentRow> rows(long take, int count, Random random) {
    List<SegmentRow> rows = new ArrayList<>();
    long position = 0;
    long ms = 0;
    for (int i = 0; i < count; i++) {
      position += random.nextInt(4) == 0 ? random.nextInt(200) : 0;
      long end = position + 1 + random.nextInt(1_000);
      long endMs = ms + random.nextInt(12_000);
      rows.add(segmentOf(take, position, end, ms, endMs));
      position = end;
      ms = endMs + random.nextInt(2);
    }
    return rows;
  }

  private static Long start(Optional<SegmentRow> row) {
    return row.map(SegmentRow::startPosition).orElse(null);
  }

  private static Long value(Map.Entry<Long, Long> entry) {
    return entry == null ? null : entry.getValue();
  }
}
