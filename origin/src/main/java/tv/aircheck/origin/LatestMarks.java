package tv.aircheck.origin;

import tv.aircheck.relay.RecentMarks;

/** A log's last keyframe, and the pace of its last marks. The keyframe is guarded by the log. */
final class LatestMarks {
  private final RecentMarks pace = new RecentMarks();
  private LogMark keyframe;

  void add(LogMark mark) {
    pace.add(mark.mark(), mark.mark().wallClockMs());
    keyframe = mark.mark().keyframe() ? mark : keyframe;
  }

  /** Null before the first. */
  LogMark keyframe() {
    return keyframe;
  }

  RecentMarks pace() {
    return pace;
  }
}
