package tv.aircheck.playback;

/** Where in a broadcast a reader stands. One thread at a time. */
final class LogPlace {
  private int take;
  private long position;
  private long highestMs;
  private Span span;
  private Segment segment;
  private boolean entering;

  /** Goes elsewhere: nothing is known of what lies there but the log time, about. */
  void moveTo(int newTake, long newPosition, long logMs) {
    take = newTake;
    position = newPosition;
    highestMs = logMs;
    span = null;
    segment = null;
  }

  /** Takes note of the span the next byte lies in, which may begin behind the place. */
  void enter(Span next) {
    boolean same =
        span != null && span.take() == next.take() && span.fromPosition() == next.fromPosition();
    if (!same) {
      if (next.take() != take || next.fromPosition() > position) {
        position = next.fromPosition();
        highestMs = next.fromMs();
        segment = null;
      }
      take = next.take();
      entering = true;
    }
    span = next;
  }

  /** From a move or a joint until the headers at the place are known. */
  boolean isEntering() {
    return entering;
  }

  void entered() {
    entering = false;
  }

  void advance(long newPosition, long logMs) {
    position = newPosition;
    highestMs = Math.max(highestMs, logMs);
  }

  void position(long newPosition) {
    position = newPosition;
  }

  void segment(Segment found) {
    segment = found;
  }

  int take() {
    return take;
  }

  long position() {
    return position;
  }

  /** The highest log time so far in this span. */
  long highestMs() {
    return highestMs;
  }

  /** The segment last read from; null if none. */
  Segment segment() {
    return segment;
  }
}
