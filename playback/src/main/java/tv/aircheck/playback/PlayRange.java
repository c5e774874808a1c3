package tv.aircheck.playback;

import tv.aircheck.rtmp.PlayRequest;

/**
 * What of a broadcast to play, in offsets.
 *
 * @param toMs where to end; {@link #TO_THE_END} if not before the show does
 * @param oneFrame only the picture at the start
 */
record PlayRange(long fromMs, long toMs, boolean oneFrame) {
  static final long TO_THE_END = Long.MAX_VALUE;

  /**
   * Reconciles the start in an address with that of a play command. A player that has no wish sends
   * 0 or a negative number, so the address wins; one that sends more wants to resume there.
   *
   * @param addressMs what the address says, or -1
   * @param edgeMs the newest moment if the show is on air, else -1: where "live only" begins
   */
  static PlayRange of(PlayRequest request, long addressMs, long edgeMs) {
    long fromMs = Math.max(0, addressMs);
    if (request.startMs() > 0) {
      fromMs = request.startMs();
    } else if (request.startMs() == PlayRequest.LIVE_ONLY && addressMs < 0 && edgeMs > 0) {
      fromMs = edgeMs;
    }
    long forMs = request.durationMs();
    boolean bounded = forMs > 0 && fromMs + forMs > fromMs;
    return new PlayRange(fromMs, bounded ? fromMs + forMs : TO_THE_END, forMs == 0);
  }

  static PlayRange whole() {
    return new PlayRange(0, TO_THE_END, false);
  }
}
