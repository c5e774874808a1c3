package tv.aircheck.segmenter;

import java.util.ArrayDeque;

/**
 * The wall clock of a log: marks come ahead of the tags they stand at, perhaps several for one run,
 * and perhaps once more after a reconnect.
 */
final class MarkTrail {
  /** Days of keyframes: only a broken peer is so far ahead of its own data. */
  private static final int MOST_AHEAD = 1 << 16;

  private final ArrayDeque<LogMark> ahead = new ArrayDeque<>();
  private LogMark last;

  /** The log goes on at another position, the last mark before which is known. */
  void restart(long position, LogMark lastMark) {
    reach(position);
    last = lastMark;
  }

  void add(LogMark mark) {
    LogMark newest = ahead.isEmpty() ? last : ahead.peekLast();
    if (newest != null && mark.position() <= newest.position()) {
      return; // Known already.
    }
    if (ahead.size() == MOST_AHEAD) {
      throw new IllegalStateException(
          MOST_AHEAD + " marks ahead of the log, the last at " + mark.position());
    }
    ahead.add(mark);
  }

  /** The log has got to this position: the tag there is the next to come. */
  void reach(long position) {
    while (!ahead.isEmpty() && ahead.peekFirst().position() <= position) {
      last = ahead.pollFirst();
    }
  }

  /** Of a tag at the position reached: as long after the last mark as the timestamps say. */
  long wallClockMs(long timestampMs, long takeStartedAtMs) {
    return last == null
        ? takeStartedAtMs + timestampMs
        : last.wallClockMs() + timestampMs - last.timestampMs();
  }
}
