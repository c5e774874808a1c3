package tv.aircheck.cli.e2e;

import java.util.List;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.Packet.Media;
import tv.aircheck.testkit.ffmpeg.PacketRequest;

/** Packets of audio and video, read and compared. */
final class Packets {
  private static final int NEIGHBOURS = 3;

  private Packets() {}

  /** Data is left out: FFmpeg makes packets of a player's commands, onPlayStatus among them. */
  static List<Packet> read(PacketRequest request) {
    return media(FfmpegChild.packets(request));
  }

  static List<Packet> readAll(String url) {
    return read(PacketRequest.all(url));
  }

  static List<Packet> media(List<Packet> packets) {
    return packets.stream().filter(packet -> packet.media() != Media.DATA).toList();
  }

  /**
   * From where decoding begins for one who wants to see a moment: the last keyframe at or before;
   * without video any packet is as good.
   */
  static List<Packet> fromEntryBefore(List<Packet> packets, long ms) {
    boolean video = packets.stream().anyMatch(packet -> packet.media() == Media.VIDEO);
    int start = 0;
    for (int i = 0; i < packets.size(); i++) {
      Packet packet = packets.get(i);
      boolean entry = !video || (packet.media() == Media.VIDEO && packet.keyframe());
      if (entry && packet.dtsMs() <= ms) {
        start = i;
      }
    }
    return packets.subList(start, packets.size());
  }

  /** Fails with the first difference and its neighbours, rather than with two long lists. */
  static void assertSame(List<Packet> actual, List<Packet> expected) {
    if (actual.equals(expected)) {
      return;
    }
    int at = 0;
    while (at < Math.min(actual.size(), expected.size())
        && actual.get(at).equals(expected.get(at))) {
      at++;
    }
    throw new AssertionError(
        "%d packets instead of %d, and number %d differs\nexpected %s\nactual   %s"
            .formatted(
                actual.size(), expected.size(), at, around(expected, at), around(actual, at)));
  }

  private static List<Packet> around(List<Packet> packets, int at) {
    return packets.subList(
        Math.max(0, Math.min(at, packets.size()) - NEIGHBOURS),
        Math.min(packets.size(), at + NEIGHBOURS));
  }
}
