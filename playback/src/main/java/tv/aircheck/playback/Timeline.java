package tv.aircheck.playback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The one clock of a broadcast, as its viewers see it: the spans of its takes laid end to end,
 * without the time in between. A take boundary and a gap look the same: the next picture follows
 * {@value #JOINT_MS} ms after the last one.
 *
 * <p>Immutable. An <em>offset</em> is milliseconds on this clock; <em>log time</em> is what stands
 * in the tags of a take.
 */
public final class Timeline {
  /** One frame, so that the tags on both sides of a joint do not share a timestamp. */
  public static final long JOINT_MS = 40;

  /** Longer than any broadcast, and far from overflow. */
  private static final long FARTHEST_MS = 1L << 50;

  private final List<Span> spans;
  private final long[] startsMs;

  private Timeline(List<Span> spans) {
    this.spans = List.copyOf(spans);
    this.startsMs = new long[spans.size()];
    for (int i = 1; i < startsMs.length; i++) {
      startsMs[i] = startsMs[i - 1] + spans.get(i - 1).durationMs() + JOINT_MS;
    }
  }

  /** Lays the spans out in the order of their takes and positions; empty ones are left out. */
  public static Timeline of(List<Span> spans) {
    return new Timeline(
        spans.stream()
            .filter(span -> !span.isEmpty())
            .sorted(Comparator.comparingInt(Span::take).thenComparingLong(Span::fromPosition))
            .toList());
  }

  /** The same broadcast without the bytes of a hole; what lies behind it moves up. */
  public Timeline without(Hole hole) {
    List<Span> left = new ArrayList<>();
    for (Span span : spans) {
      if (!span.overlaps(hole)) {
        left.add(span);
        continue;
      }
      if (hole.fromPosition() > span.fromPosition()) {
        left.add(span.before(hole));
      }
      if (hole.toPosition() < span.toPosition()) {
        left.add(span.after(hole));
      }
    }
    return new Timeline(left);
  }

  public Timeline without(List<Hole> holes) {
    Timeline timeline = this;
    for (Hole hole : holes) {
      timeline = timeline.without(hole);
    }
    return timeline;
  }

  public List<Span> spans() {
    return spans;
  }

  public boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Up to the last tag known of. */
  public long durationMs() {
    int last = spans.size() - 1;
    return last < 0 ? 0 : startsMs[last] + spans.get(last).durationMs();
  }

  /** What to add to a log timestamp inside this span to get its offset. */
  public long shiftMs(Span span) {
    return startsMs[spans.indexOf(span)] - span.fromMs();
  }

  public long offsetMs(Moment moment) {
    return moment.logMs() + shiftMs(moment.span());
  }

  /**
   * What is to be seen at an offset. Too early means the beginning, too late the end; on air, where
   * the end is not known, the log time may lie beyond what is recorded. A joint belongs to the span
   * after it.
   *
   * @throws IllegalStateException if nothing is recorded
   */
  public Moment at(long offsetMs) {
    if (spans.isEmpty()) {
      throw new IllegalStateException("nothing of this broadcast is recorded");
    }
    int i = spans.size() - 1;
    while (i > 0 && offsetMs <= startsMs[i] - JOINT_MS) {
      i--;
    }
    Span span = spans.get(i);
    long logMs = span.fromMs() + Math.max(0, Math.min(offsetMs, FARTHEST_MS) - startsMs[i]);
    return new Moment(span, span.onAir() ? logMs : Math.min(logMs, span.toMs()));
  }

  /**
   * What is to be seen first of a time of day: a time in which nothing was recorded stands for what
   * came next.
   */
  public Moment atWallClock(long epochMs) {
    Moment found = at(Long.MAX_VALUE);
    for (int i = spans.size() - 1; i >= 0; i--) {
      Span span = spans.get(i);
      long logMs = span.fromMs() + Math.max(0, epochMs - span.wallClockMs());
      if (span.onAir() || logMs <= span.toMs()) {
        found = new Moment(span, logMs);
      } else {
        break;
      }
    }
    return found;
  }

  /**
   * The span that holds this byte of a take's log, or the first one behind it.
   *
   * @return null if nothing lies behind it
   */
  public Span spanFrom(int take, long position) {
    for (Span span : spans) {
      if (span.take() > take || (span.take() == take && span.toPosition() > position)) {
        return span;
      }
    }
    return null;
  }
}
