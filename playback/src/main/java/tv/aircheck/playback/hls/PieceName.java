package tv.aircheck.playback.hls;

import java.util.function.UnaryOperator;

/**
 * The address of a piece below that of its show. It says all that the piece depends on beside the
 * log, so that what lies there never changes.
 *
 * @param take which take of the show, from 0
 * @param init position of the log whose init segment goes with it
 * @param shiftMs from log time to offset
 * @param position where in the take's log it begins
 * @param bytes of the log
 * @param durationMs until the next one begins
 */
record PieceName(int take, long init, long shiftMs, long position, long bytes, long durationMs) {
  /** Regular expressions of the paths, with a named group for each number. */
  static final String INIT_PATH = "(?<take>\\d{1,6})-(?<init>\\d{1,15})";

  static final String PATH =
      INIT_PATH
          + "-(?<shift>-?\\d{1,15})/"
          + "(?<position>\\d{1,15})-(?<bytes>\\d{1,10})-(?<duration>\\d{1,9})";

  static final String MEDIA = ".m4s";
  static final String KEYFRAME = ".key.m4s";
  static final String MEDIA_INIT = ".mp4";
  static final String KEYFRAME_INIT = ".key.mp4";

  /** Of the groups of a path that matched. */
  static PieceName of(UnaryOperator<String> groups) {
    return new PieceName(
        Integer.parseInt(groups.apply("take")),
        Long.parseLong(groups.apply("init")),
        Long.parseLong(groups.apply("shift")),
        Long.parseLong(groups.apply("position")),
        Long.parseLong(groups.apply("bytes")),
        Long.parseLong(groups.apply("duration")));
  }

  void appendTo(StringBuilder out) {
    out.append(take).append('-').append(init).append('-').append(shiftMs).append('/');
    out.append(position).append('-').append(bytes).append('-').append(durationMs);
  }

  void appendInitTo(StringBuilder out) {
    out.append(take).append('-').append(init);
  }

  PieceName until(long endPosition, long newDurationMs) {
    return new PieceName(take, init, shiftMs, position, endPosition - position, newDurationMs);
  }

  long endPosition() {
    return position + bytes;
  }
}
