package tv.aircheck.origin;

import java.util.Map;
import java.util.NavigableMap;

/**
 * Decides where the window of a log begins: at a mark, or at the end of a log that is complete. A
 * view for one decision; pure.
 *
 * @param marks of the window, by position
 */
record WindowCut(long start, long end, boolean complete, NavigableMap<Long, LogMark> marks) {

  /**
   * The position from which on the log is kept.
   *
   * @param wanted from which on somebody wants it
   * @param mostBytes more than this is not kept, wanted or not
   * @param oldestTickMs nothing that came earlier is kept, wanted or not
   */
  long keepFrom(long wanted, long mostBytes, long oldestTickMs) {
    return Math.max(
        reachable(wanted), Math.max(forcedBySize(mostBytes), forcedByTime(oldestTickMs)));
  }

  /** The mark before it has to stay, for those who go on at a position between marks. */
  private long reachable(long wanted) {
    if (complete && wanted >= end) {
      return end;
    }
    Long mark = marks.floorKey(wanted);
    return mark == null ? start : mark;
  }

  private long forcedBySize(long mostBytes) {
    if (end - start <= mostBytes) {
      return start;
    }
    Long mark = marks.ceilingKey(end - mostBytes);
    return mark == null ? last() : mark;
  }

  private long forcedByTime(long oldestTickMs) {
    for (Map.Entry<Long, LogMark> mark : marks.entrySet()) {
      if (mark.getValue().tickMs() >= oldestTickMs) {
        return mark.getKey();
      }
    }
    return last();
  }

  /** As little as can be kept. */
  private long last() {
    return complete ? end : marks.isEmpty() ? start : marks.lastKey();
  }
}
