package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TimelineTest {
  private static final long BYTES_PER_MS = 10;
  private static final long AWAY_MS = 30_000;

  /** Takes of these lengths, half a minute apart. */
  private static Timeline of(List<Integer> lengthsMs) {
    List<Span> spans = new ArrayList<>();
    long wall = 1_000_000;
    for (int i = 0; i < lengthsMs.size(); i++) {
      long ms = lengthsMs.get(i);
      spans.add(new Span(i, 100 + i, 0, ms * BYTES_PER_MS, 0, ms, wall));
      wall += ms + AWAY_MS;
    }
    return Timeline.of(spans);
  }

  private static Hole hole(int take, long fromMs, long toMs) {
    return new Hole(100 + take, fromMs * BYTES_PER_MS, toMs * BYTES_PER_MS, fromMs, toMs);
  }

  @Provide
  Arbitrary<Timeline> timelines() {
    Arbitrary<List<Integer>> takes =
        Arbitraries.integers().between(1, 100_000).list().ofMinSize(1).ofMaxSize(6);
    Arbitrary<List<Hole>> holes =
        Combinators.combine(
                Arbitraries.integers().between(0, 5),
                Arbitraries.longs().between(0, 100_000),
                Arbitraries.longs().between(1, 50_000))
            .as((take, from, length) -> hole(take, from, from + length))
            .list()
            .ofMaxSize(5);
    return Combinators.combine(takes, holes).as((lengths, gaps) -> of(lengths).without(gaps));
  }

  @Property
  void everyOffsetIsAMomentAndBack(
      @ForAll("timelines") Timeline timeline, @ForAll @LongRange(min = 0, max = 700_000) long at) {
    if (timeline.isEmpty()) {
      return;
    }
    long offset = Math.min(at, timeline.durationMs());
    Moment moment = timeline.at(offset);
    assertThat(moment.logMs()).isBetween(moment.span().fromMs(), moment.span().toMs());
    // Inside a joint, the first moment after it is shown.
    assertThat(timeline.offsetMs(moment)).isBetween(offset, offset + Timeline.JOINT_MS);
  }

  @Property
  void offsetsRunForwardsAcrossEveryJoint(@ForAll("timelines") Timeline timeline) {
    long last = -1;
    for (Span span : timeline.spans()) {
      long first = timeline.offsetMs(new Moment(span, span.fromMs()));
      assertThat(first).isGreaterThan(last);
      last = timeline.offsetMs(new Moment(span, span.toMs()));
    }
    assertThat(timeline.durationMs()).isEqualTo(Math.max(0, last));
  }

  @Property
  void aHoleTakesItsTimeOutAndMovesNothingBeforeIt(
      @ForAll @IntRange(min = 1_000, max = 100_000) int length,
      @ForAll @IntRange(min = 1, max = 400) int from,
      @ForAll @IntRange(min = 1, max = 400) int missing) {
    Timeline whole = of(List.of(length, length));
    Timeline less = whole.without(hole(0, from, from + missing));
    assertThat(less.durationMs()).isEqualTo(whole.durationMs() - missing + Timeline.JOINT_MS);
    assertThat(less.at(from / 2).logMs()).isEqualTo(from / 2);
    assertThat(less.spanFrom(0, (from + missing) * BYTES_PER_MS).fromMs())
        .isEqualTo(from + missing);
  }

  @Property
  void theSameHoleTwiceIsOneHole(@ForAll("timelines") Timeline timeline) {
    Timeline once = timeline.without(hole(0, 10, 500));
    assertThat(once.without(hole(0, 10, 500)).spans()).isEqualTo(once.spans());
  }

  @Property
  void aTimeOfDayIsWhatWasOnAirThenOrNext(
      @ForAll("timelines") Timeline timeline,
      @ForAll @LongRange(min = 900_000, max = 2_000_000) long wallClockMs) {
    if (timeline.isEmpty()) {
      return;
    }
    Moment moment = timeline.atWallClock(wallClockMs);
    Span span = moment.span();
    long shown = span.wallClockMs() + (moment.logMs() - span.fromMs());
    boolean last = span.equals(timeline.spans().get(timeline.spans().size() - 1));
    assertThat(shown >= wallClockMs || (last && moment.logMs() == span.toMs())).isTrue();
    for (Span other : timeline.spans()) {
      long ends = other.wallClockMs() + other.durationMs();
      assertThat(wallClockMs >= other.wallClockMs() && wallClockMs <= ends && !other.equals(span))
          .isFalse();
    }
  }

  @Example
  void clampsWhatLiesOutside() {
    Timeline timeline = of(List.of(1_000, 2_000));
    assertThat(timeline.at(Long.MIN_VALUE).logMs()).isZero();
    assertThat(timeline.at(Long.MIN_VALUE).span().take()).isZero();
    assertThat(timeline.at(Long.MAX_VALUE).logMs()).isEqualTo(2_000);
    assertThat(timeline.at(Long.MAX_VALUE).span().take()).isEqualTo(1);
  }

  @Example
  void onAirTheEndIsOpen() {
    Timeline timeline = Timeline.of(List.of(new Span(0, 7, 0, Span.ON_AIR, 0, 10_000, 0)));
    assertThat(timeline.durationMs()).isEqualTo(10_000);
    assertThat(timeline.at(15_000).logMs()).isEqualTo(15_000);
    assertThat(timeline.at(Long.MAX_VALUE).logMs()).isPositive();
    assertThat(timeline.spanFrom(0, 1L << 40).onAir()).isTrue();
  }

  @Example
  void nothingLiesBehindTheEnd() {
    Timeline timeline = of(List.of(1_000));
    assertThat(timeline.spanFrom(0, 1_000 * BYTES_PER_MS)).isNull();
    assertThat(timeline.spanFrom(1, 0)).isNull();
    assertThat(Timeline.of(List.of()).durationMs()).isZero();
  }
}
