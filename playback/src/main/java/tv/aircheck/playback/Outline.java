package tv.aircheck.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.TakeRow;

/**
 * A show on its viewers' clock, for those who draw it and for those who look for places in it.
 * Immutable. Offsets are milliseconds.
 */
public final class Outline {
  private final Show show;
  private final List<Stretch> stretches;

  /**
   * What was recorded without a break.
   *
   * @param take which one of {@link #takes}
   * @param startedAtMs what time of day it was at {@code fromMs}
   */
  public record Stretch(int take, long fromMs, long toMs, long startedAtMs) {}

  Outline(Show show) {
    this.show = show;
    List<Stretch> found = new ArrayList<>();
    for (Span span : show.timeline().spans()) {
      long from = span.fromMs() + show.timeline().shiftMs(span);
      found.add(new Stretch(span.take(), from, from + span.durationMs(), span.wallClockMs()));
    }
    this.stretches = List.copyOf(found);
  }

  public BroadcastRow broadcast() {
    return show.row();
  }

  /** More may come. */
  public boolean onAir() {
    return show.onAir();
  }

  /** Whether bytes that are missing are missing from this: a clip has a part of a take only. */
  public boolean holds(int take, GapRow gap) {
    if (!show.isClip()) {
      return true;
    }
    List<Span> own = show.timeline().spans().stream().filter(span -> span.take() == take).toList();
    return !own.isEmpty()
        && gap.fromPosition() >= own.get(0).fromPosition()
        && gap.toPosition() <= own.get(own.size() - 1).toPosition();
  }

  /** In the order they are played; of some nothing may have been recorded. */
  public List<TakeRow> takes() {
    return show.takes();
  }

  public List<Stretch> stretches() {
    return stretches;
  }

  /** So far, of a show that is on air. */
  public long durationMs() {
    return show.timeline().durationMs();
  }

  /**
   * The offset of a byte of a take's log.
   *
   * @param take which one of {@link #takes}
   * @param logMs its time in the log
   * @return nothing where the byte is in no stretch
   */
  public OptionalLong offsetMs(int take, long position, long logMs) {
    Span span = show.timeline().spanFrom(take, position);
    if (span == null || span.take() != take || span.fromPosition() > position) {
      return OptionalLong.empty();
    }
    long inSpan = Math.max(span.fromMs(), logMs);
    return OptionalLong.of(inSpan + show.timeline().shiftMs(span));
  }

  /** The log time in a take that an offset stands for; nothing where the take is not on then. */
  OptionalLong logMs(int take, long offsetMs) {
    if (show.timeline().isEmpty()) {
      return OptionalLong.empty();
    }
    Moment moment = show.timeline().at(offsetMs);
    return moment.span().take() == take ? OptionalLong.of(moment.logMs()) : OptionalLong.empty();
  }

  /** Which take is on at an offset; too early means the first, too late the last; -1 for none. */
  int takeAt(long offsetMs) {
    return show.timeline().isEmpty() ? -1 : show.timeline().at(offsetMs).span().take();
  }

  /**
   * The offset of what is missing: where the next picture follows.
   *
   * @param take which one of {@link #takes}
   * @param position where in the log the gap begins
   */
  public long gapAtMs(int take, long position) {
    long at = 0;
    for (Span span : show.timeline().spans()) {
      boolean before =
          span.take() < take || (span.take() == take && span.fromPosition() < position);
      if (!before) {
        break;
      }
      at = span.toMs() + show.timeline().shiftMs(span);
    }
    return at;
  }
}
