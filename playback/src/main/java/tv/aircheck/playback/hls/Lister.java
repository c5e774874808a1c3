package tv.aircheck.playback.hls;

import java.util.List;
import java.util.function.Consumer;
import tv.aircheck.playback.Span;
import tv.aircheck.playback.Timeline;

/**
 * Turns the segments of a show, told in order, into the lines of its playlist. A line comes when it
 * is known where its piece ends; no line changes later. One thread at a time.
 */
final class Lister {
  /** As long as a piece usually is: what is lost is told in such parts. */
  private static final long LOST_PART_MS = 6_000;

  /** Less is the jitter of a publisher's network. */
  private static final long DRIFT_MS = 1_000;

  private static final int NOWHERE = -1;

  private final Consumer<Entry> out;
  private Span span;
  private long shiftMs;
  private long nextPosition;
  private Stretch before;
  private Entry open;
  private long openMs;
  private long init;
  private boolean mapDue;
  private boolean breakDue;

  /** What time it is at offset 0, by the last line that said so. */
  private long clockMs;

  private boolean clockDue;

  Lister(Consumer<Entry> out) {
    this.out = out;
  }

  /** One that goes on alike and tells somebody else. */
  Lister fork(Consumer<Entry> newOut) {
    Lister fork = new Lister(newOut);
    fork.span = span;
    fork.shiftMs = shiftMs;
    fork.nextPosition = nextPosition;
    fork.before = before;
    fork.open = open;
    fork.openMs = openMs;
    fork.init = init;
    fork.mapDue = mapDue;
    fork.breakDue = breakDue;
    fork.clockMs = clockMs;
    fork.clockDue = clockDue;
    return fork;
  }

  /** Where the next segment should begin. */
  long nextPosition() {
    return nextPosition;
  }

  /** What follows belongs to another span. */
  void begin(Span next, long newShiftMs) {
    breakDue = span != null;
    span = next;
    shiftMs = newShiftMs;
    nextPosition = next.fromPosition();
    before = null;
    mapDue = true;
    clockDue = true;
  }

  /** Is it that span which was begun, as far as it is listed? */
  boolean isOf(Span known, long knownShiftMs) {
    return known.take() == span.take()
        && known.fromPosition() == span.fromPosition()
        && known.fromMs() == span.fromMs()
        && known.toPosition() >= nextPosition
        && knownShiftMs == shiftMs;
  }

  /** More is known of the span than when it began. */
  void extend(Span known) {
    span = known;
  }

  /** The next segment; what of it is not in the span is passed over. */
  void add(Stretch stretch) {
    long from = Math.max(stretch.row().startPosition(), span.fromPosition());
    long to = Math.min(stretch.row().endPosition(), span.toPosition());
    if (from >= to || from < nextPosition) {
      return;
    }
    boolean whole = from == stretch.row().startPosition();
    long fromMs = whole ? stretch.row().startMs() : span.fromMs();
    if (from > nextPosition) {
      lost(fromMs);
    }
    List<Cuts.Cut> cuts = Cuts.of(stretch, from, fromMs, to);
    int change = changeAt(stretch, cuts);
    for (int i = 0; i < cuts.size(); i++) {
      mapDue |= i > 0 && stretch.hasLateHeaders();
      breakDue |= i == change;
      boolean independent = i > 0 || !stretch.beginsWithinPictures();
      open(cuts.get(i), stretch.lost(), independent);
    }
    mapDue = stretch.hasLateHeaders();
    breakDue = change == cuts.size();
    before = stretch;
    nextPosition = to;
  }

  /** At which cut the coding changes, or -1; that behind the last is the next segment's first. */
  private int changeAt(Stretch stretch, List<Cuts.Cut> cuts) {
    boolean same =
        before == null
            || stretch.isGrowing()
            || stretch.row().codecs().equals(before.row().codecs());
    if (same) {
      return NOWHERE;
    }
    for (int i = 0; i < cuts.size(); i++) {
      if (cuts.get(i).fresh()) {
        return i;
      }
    }
    // A header in front of the keyframe at which the log was cut lies in the segment before it.
    boolean last = stretch.keyframes().lastHeader() > cuts.get(cuts.size() - 1).position();
    return last && stretch.keyframes().lastHeader() != Long.MAX_VALUE ? cuts.size() : 0;
  }

  private void open(Cuts.Cut cut, boolean gap, boolean independent) {
    close(cut.position(), cut.ms());
    init = mapDue ? cut.position() : init;
    PieceName name = new PieceName(span.take(), init, shiftMs, cut.position(), 0, 0);
    open = new Entry(name, gap, independent, breakDue, mapDue, timeAt(cut.ms()));
    openMs = cut.ms();
    mapDue = false;
    breakDue = false;
  }

  private void close(long endPosition, long endMs) {
    if (open != null) {
      out.accept(open.until(endPosition, Math.max(0, endMs - openMs)));
      open = null;
    }
  }

  /**
   * The time of day where it is due: at the begin of a span, and where the publisher's clock, by
   * which the log runs, has drifted from the wall clock as far as the segment before knows.
   */
  private long timeAt(long logMs) {
    long wallMs = Entry.NO_TIME;
    if (clockDue) {
      wallMs = span.wallClockMs() + (logMs - span.fromMs());
    } else if (before != null && logMs - before.row().startMs() > 0) {
      long known = before.row().wallClockMs() + (logMs - before.row().startMs());
      long told = clockMs + logMs + shiftMs;
      wallMs = Math.abs(known - told) > DRIFT_MS ? known : Entry.NO_TIME;
    }
    if (wallMs != Entry.NO_TIME) {
      clockMs = wallMs - (logMs + shiftMs);
      clockDue = false;
    }
    return wallMs;
  }

  /** Nobody has the log from {@link #nextPosition} on; its time passes all the same. */
  private void lost(long untilMs) {
    long known = before == null ? span.fromMs() : before.row().endMs() + Timeline.JOINT_MS;
    long fromMs = Math.min(untilMs, known);
    close(nextPosition, fromMs);
    int part = 0;
    for (long ms = fromMs; ms < untilMs; part++) {
      long durationMs = Math.min(LOST_PART_MS, untilMs - ms);
      PieceName name = new PieceName(span.take(), init, shiftMs, nextPosition, part, durationMs);
      out.accept(new Entry(name, true, true, breakDue, false, timeAt(ms)));
      breakDue = false;
      ms += durationMs;
    }
    mapDue = true;
    before = null;
  }

  /**
   * The span is over.
   *
   * @param endMs log time at which what comes next would begin
   */
  void end(long endMs) {
    if (nextPosition < span.toPosition() && !span.onAir()) {
      lost(endMs);
    } else {
      close(nextPosition, endMs);
    }
  }
}
