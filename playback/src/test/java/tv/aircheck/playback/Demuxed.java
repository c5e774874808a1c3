package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.GeneratedTag.Kind;
import tv.aircheck.testkit.ffmpeg.Packet;

/**
 * What FFmpeg finds, and what it should find of a log, in the same words: which frame, and its
 * bytes. Pictures are told with their time; sound, which is counted in samples, without.
 */
public final class Demuxed {
  private Demuxed() {}

  public static long lastMs(List<GeneratedTag> tags) {
    return tags.stream().mapToLong(GeneratedTag::timestampMs).max().orElseThrow();
  }

  /** Of tags that are moved in time, in the order of the log. */
  public static Stream<String> frames(List<GeneratedTag> tags, long shiftMs) {
    return tags.stream()
        .filter(tag -> !tag.kind().isHeader())
        .map(tag -> frame(tag, tag.timestampMs() + shiftMs));
  }

  public static String frame(Packet packet) {
    boolean video = packet.media() == Packet.Media.VIDEO;
    return words(video, packet.keyframe(), packet.crc(), packet.dtsMs());
  }

  private static String frame(GeneratedTag tag, long ms) {
    boolean video = tag.type() == 9;
    ByteBuf body = tag.body();
    boolean opus = (body.getByte(0) & 0xF0) == 0x90;
    int head = video || opus ? 5 : 2;
    CRC32C crc = new CRC32C();
    crc.update(ByteBufUtil.getBytes(body, head, body.readableBytes() - head));
    boolean key = tag.kind() != Kind.INTER_FRAME;
    return words(video, key, "%08x".formatted(crc.getValue()), ms);
  }

  private static String words(boolean video, boolean key, String crc, long ms) {
    String kind = key ? "key " : "inter ";
    return video ? "video " + kind + crc + " at " + ms : "audio " + kind + crc;
  }

  /**
   * Pictures alone, with how long after their decoding they are shown.
   *
   * @param laterMs is added to that
   */
  public static Stream<String> pictures(List<GeneratedTag> tags, long shiftMs, long laterMs) {
    return tags.stream()
        .filter(tag -> tag.type() == 9 && !tag.kind().isHeader())
        .map(
            tag ->
                frame(tag, tag.timestampMs() + shiftMs)
                    + " shown +"
                    + (compositionMs(tag) + laterMs));
  }

  /** As a classic tag has it: 24 bits with a sign. */
  public static int compositionMs(GeneratedTag tag) {
    return tag.body().getMedium(2);
  }

  public static Stream<String> pictures(List<Packet> packets) {
    return packets.stream()
        .filter(packet -> packet.media() == Packet.Media.VIDEO)
        .map(packet -> frame(packet) + " shown +" + (packet.ptsMs() - packet.dtsMs()));
  }
}
