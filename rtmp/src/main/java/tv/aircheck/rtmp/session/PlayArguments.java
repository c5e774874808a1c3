package tv.aircheck.rtmp.session;

import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.message.Command;

/** The numbers in play and seek, as clients really send them: milliseconds, whatever they are. */
final class PlayArguments {
  private static final double LATEST_MS = 1e15;

  private PlayArguments() {}

  static long startMs(Command play) {
    double start = play.number(2, PlayRequest.LIVE_OR_RECORDED);
    if (start >= 0) {
      return positionMs(start);
    }
    boolean live = start == -1 || start == PlayRequest.LIVE_ONLY;
    return live ? PlayRequest.LIVE_ONLY : PlayRequest.LIVE_OR_RECORDED;
  }

  static long durationMs(Command play) {
    double duration = play.number(3, PlayRequest.TO_THE_END);
    return duration >= 0 ? positionMs(duration) : PlayRequest.TO_THE_END;
  }

  static boolean reset(Command play) {
    Object reset = play.argument(4);
    return !Boolean.FALSE.equals(reset) && !Double.valueOf(0).equals(reset);
  }

  /** A moment that can be looked up, whatever number came: NaN and what lies before 0 is 0. */
  static long positionMs(double given) {
    return given > 0 ? (long) Math.min(given, LATEST_MS) : 0;
  }
}
