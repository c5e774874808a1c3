package tv.aircheck.playback.hls;

import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.KeyframeTable;

/**
 * Where the log of a segment is cut into pieces: at its start, then at the first keyframe in each
 * new {@value #TARGET_MS} ms of it, and at the first keyframe behind its last header. What is there
 * of a segment that grows is cut as it will be when it is sealed.
 */
final class Cuts {
  /** Half a segment: pieces that are short enough to be near the live edge, and not too many. */
  static final long TARGET_MS = 5_000;

  private Cuts() {}

  /**
   * @param ms log time
   * @param fresh the coding may be another from here on
   */
  record Cut(long position, long ms, boolean fresh) {}

  /**
   * @param from where the first piece begins, in the stretch
   * @param fromMs log time of that
   * @param to behind the last one
   */
  static List<Cut> of(Stretch stretch, long from, long fromMs, long to) {
    List<Cut> cuts = new ArrayList<>();
    cuts.add(new Cut(from, fromMs, false));
    KeyframeTable table = stretch.keyframes();
    long header = table.lastHeader();
    long reached = 0;
    for (int i = 0; i < table.size() && table.position(i) < to; i++) {
      long position = table.position(i);
      long part = (table.timeMs(i) - stretch.row().startMs()) / TARGET_MS;
      boolean fresh = i > 0 && table.position(i - 1) < header && header < position;
      if ((part > reached || fresh) && position > from) {
        cuts.add(new Cut(position, table.timeMs(i), fresh));
      }
      reached = Math.max(reached, part);
    }
    return cuts;
  }
}
