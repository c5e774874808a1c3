package tv.aircheck.flv.mp4;

import java.util.List;

/**
 * Which part of a track is shown when.
 *
 * @param emptyMs nothing is shown for so long first
 * @param mediaStart ticks since the track's first decoding at which it begins to be shown
 * @param shownMs for how long
 */
public record EditList(long emptyMs, long mediaStart, long shownMs) {

  /**
   * When a track is decoded and shown, in ticks on the clock of its samples.
   *
   * @param first the decoding of the first sample
   * @param firstShown when that one is shown
   * @param shownUntil when the last of its samples has been
   */
  public record Reach(long first, long firstShown, long shownUntil, int timescale) {}

  /**
   * What makes a moment the beginning of the film. A track whose first sample is shown later waits
   * until then, as players take the first thing that they can show for what the edit begins with.
   *
   * @param endMs nothing later is shown
   */
  public static EditList of(long originMs, long endMs, Reach track) {
    int timescale = track.timescale();
    long origin = TrackClock.ticks(originMs, timescale);
    long start = Math.max(origin, track.firstShown());
    long emptyMs = milliseconds(start - origin, timescale);
    long untilMs = Math.min(endMs, ceilingMs(track.shownUntil(), timescale));
    long shownMs = Math.max(0, untilMs - originMs - emptyMs);
    return new EditList(emptyMs, Math.max(0, start - track.first()), shownMs);
  }

  private static long milliseconds(long ticks, int timescale) {
    return Math.floorDiv(ticks * 1000 + timescale / 2, (long) timescale);
  }

  private static long ceilingMs(long ticks, int timescale) {
    return -Math.floorDiv(-ticks * 1000, (long) timescale);
  }

  /** Of the track in the film. */
  public long durationMs() {
    return emptyMs + shownMs;
  }

  /** The edts box; null when all of the track is shown from the start. */
  Box box(long ticks, int timescale) {
    boolean whole = emptyMs == 0 && mediaStart == 0 && shownMs >= milliseconds(ticks, timescale);
    if (whole) {
      return null;
    }
    boolean wide = durationMs() > 0xFFFFFFFFL || mediaStart > Integer.MAX_VALUE;
    int edits = emptyMs > 0 ? 2 : 1;
    return Box.container(
        "edts",
        List.of(
            Box.full(
                "elst",
                wide ? 1 : 0,
                0,
                out -> {
                  out.writeInt(edits);
                  if (emptyMs > 0) {
                    Wide.write(out, wide, emptyMs);
                    Wide.write(out, wide, -1);
                    out.writeInt(1 << 16);
                  }
                  Wide.write(out, wide, shownMs);
                  Wide.write(out, wide, mediaStart);
                  out.writeInt(1 << 16);
                })));
  }
}
