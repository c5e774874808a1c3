package tv.aircheck.rtmp;

import java.util.Map;

/**
 * A wish to play, as the application decides on it. The name may have several segments: {@code
 * archive/live/me} is the name {@code live/me} of the app {@code archive}.
 *
 * @param startMs {@link #LIVE_OR_RECORDED}, {@link #LIVE_ONLY}, or a moment of the recording; note
 *     that 0 is also what rtmpdump sends by default, for live streams too
 * @param durationMs {@link #TO_THE_END}, or how much to play; 0 means one frame
 * @param reset whether what plays now on this stream is replaced (and Play.Reset announced)
 */
public record PlayRequest(
    StreamAddress address, long startMs, long durationMs, boolean reset, Peer peer) {
  public static final long LIVE_OR_RECORDED = -2000;
  public static final long LIVE_ONLY = -1000;
  public static final long TO_THE_END = -1;

  public String app() {
    return address.app();
  }

  public String name() {
    return address.name();
  }

  public Map<String, String> query() {
    return address.query();
  }
}
