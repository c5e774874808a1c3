package tv.aircheck.playback;

/**
 * An unbroken stretch of a take's log: every byte of it was recorded. A take without gaps is one
 * span. It begins and ends between two segments, but for the first and the last of a clip, which
 * may lie inside one: of a segment only what is in the span is played.
 *
 * @param take which take of the broadcast, from 0
 * @param takeSeq the take's number in the index
 * @param fromPosition where in the log it begins
 * @param toPosition where in the log it ends; {@link Long#MAX_VALUE} while the take is on air
 * @param fromMs log time of its first tag
 * @param toMs the highest log time in it, or what is known of it so far
 * @param wallClockMs what time it was at {@code fromMs}
 */
public record Span(
    int take,
    long takeSeq,
    long fromPosition,
    long toPosition,
    long fromMs,
    long toMs,
    long wallClockMs) {

  static final long ON_AIR = Long.MAX_VALUE;

  public Span {
    if (fromPosition > toPosition || fromMs > toMs) {
      throw new IllegalArgumentException(
          "a span runs forwards, not from %d (%d ms) to %d (%d ms)"
              .formatted(fromPosition, fromMs, toPosition, toMs));
    }
  }

  public boolean onAir() {
    return toPosition == ON_AIR;
  }

  public boolean isEmpty() {
    return fromPosition == toPosition;
  }

  public long durationMs() {
    return toMs - fromMs;
  }

  /** What is left of this span before a hole. */
  public Span before(Hole hole) {
    long endMs = Math.max(fromMs, Math.min(hole.fromMs(), toMs));
    return new Span(take, takeSeq, fromPosition, hole.fromPosition(), fromMs, endMs, wallClockMs);
  }

  /** What is left of this span after a hole; on air more may be there than was known of. */
  public Span after(Hole hole) {
    long startMs = Math.max(fromMs, hole.toMs());
    long endMs = Math.max(startMs, toMs);
    long wall = wallClockMs + (startMs - fromMs);
    return new Span(take, takeSeq, hole.toPosition(), toPosition, startMs, endMs, wall);
  }

  public boolean overlaps(Hole hole) {
    return takeSeq == hole.takeSeq()
        && hole.fromPosition() < toPosition
        && hole.toPosition() > fromPosition;
  }
}
