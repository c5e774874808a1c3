package tv.aircheck.testkit.ffmpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * What to read.
 *
 * @param most packets; reading stops there or at the end
 * @param seekAfter how many packets to seek, as a player's NetStream.seek does; -1: never
 * @param bufferMs how much an RTMP server is asked to send ahead of time
 */
public record PacketRequest(String url, int most, int seekAfter, int seekMs, int bufferMs) {
  private static final int EVERYTHING_MS = 3_600_000;
  private static final int USUAL_MS = 3_000;

  /** All there is, as fast as it comes. */
  public static PacketRequest all(String url) {
    return new PacketRequest(url, Integer.MAX_VALUE, -1, 0, EVERYTHING_MS);
  }

  /**
   * At the pace of a player. One who seeks has to: a server that has sent the end already cannot
   * take it back, and FFmpeg then believes the end rather than what follows the seek.
   */
  public static PacketRequest paced(String url) {
    return new PacketRequest(url, Integer.MAX_VALUE, -1, 0, USUAL_MS);
  }

  public PacketRequest atMost(int packets) {
    return new PacketRequest(url, packets, seekAfter, seekMs, bufferMs);
  }

  public PacketRequest seekingTo(int ms, int afterPackets) {
    return new PacketRequest(url, most, afterPackets, ms, bufferMs);
  }

  List<String> arguments() {
    List<String> words =
        new ArrayList<>(List.of("url=" + url, "most=" + most, "bufferms=" + bufferMs));
    if (seekAfter >= 0) {
      words.add("seekafter=" + seekAfter);
      words.add("seekms=" + seekMs);
    }
    return words;
  }
}
