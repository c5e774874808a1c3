package tv.aircheck.testkit.ffmpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * What to read.
 *
 * @param most packets; reading stops there or at the end
 * @param seekAfter how many packets to seek, as a player's NetStream.seek does; -1: never
 */
public record PacketRequest(String url, int most, int seekAfter, int seekMs) {

  public static PacketRequest all(String url) {
    return new PacketRequest(url, Integer.MAX_VALUE, -1, 0);
  }

  public PacketRequest atMost(int packets) {
    return new PacketRequest(url, packets, seekAfter, seekMs);
  }

  public PacketRequest seekingTo(int ms, int afterPackets) {
    return new PacketRequest(url, most, afterPackets, ms);
  }

  List<String> arguments() {
    List<String> words = new ArrayList<>(List.of("url=" + url, "most=" + most));
    if (seekAfter >= 0) {
      words.add("seekafter=" + seekAfter);
      words.add("seekms=" + seekMs);
    }
    return words;
  }
}
