package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.Packet.Media;

/**
 * Compares what another container holds with the packets that were recorded: each track by itself,
 * as demuxers differ in how they lay tracks side by side. Sound there is counted in samples, not in
 * milliseconds, so it may be one beside.
 */
final class ContainerPackets {
  private static final long ROUNDING_MS = 1;

  /**
   * FFmpeg puts the first whole picture of a part at its beginning, and so moves all pictures by
   * less than one.
   */
  private static final long PICTURE_MS = 40;

  /** The temporal delimiters that AV1 does without in MP4. */
  private static final int DELIMITER = 2;

  private ContainerPackets() {}

  /** Every packet, with the times of each side counted from the first thing that it shows. */
  static void assertSame(List<Packet> actual, List<Packet> recorded) {
    assertSame(actual, firstShownMs(actual), recorded, firstShownMs(recorded));
  }

  /** Every packet, at its time. */
  static void assertSameTimes(List<Packet> actual, List<Packet> recorded) {
    assertSame(actual, 0, recorded, 0);
  }

  private static void assertSame(
      List<Packet> actual, long actualMs, List<Packet> recorded, long recordedMs) {
    for (Media media : List.of(Media.VIDEO, Media.AUDIO)) {
      List<Packet> left = of(actual, media);
      List<Packet> right = of(recorded, media);
      assertThat(left).as("packets of %s", media).hasSameSizeAs(right);
      for (int i = 0; i < left.size(); i++) {
        Packet found = left.get(i).shiftedMs(-actualMs);
        Packet wanted = right.get(i).shiftedMs(-recordedMs);
        assertThat(isSame(found, wanted, 0)).as("%s instead of %s", found, wanted).isTrue();
      }
    }
  }

  /** When the first of the first packets is shown. */
  static long firstShownMs(List<Packet> packets) {
    return Math.min(firstMs(packets, Media.VIDEO), firstMs(packets, Media.AUDIO));
  }

  private static long firstMs(List<Packet> packets, Media media) {
    return of(packets, media).stream().findFirst().map(Packet::ptsMs).orElse(Long.MAX_VALUE);
  }

  private static boolean isSame(Packet actual, Packet recorded, long earlierMs) {
    boolean video = recorded.media() == Media.VIDEO;
    long rounding = video ? 0 : ROUNDING_MS;
    long late = recorded.dtsMs() - actual.dtsMs();
    boolean onTime = late >= -rounding && late <= rounding + (video ? earlierMs : 0);
    return onTime
        && Math.abs(actual.ptsMs() + late - recorded.ptsMs()) <= rounding
        && isSameFrame(actual, recorded)
        && actual.keyframe() == recorded.keyframe()
        && actual.codec().equals(recorded.codec());
  }

  private static boolean isSameFrame(Packet actual, Packet recorded) {
    if (recorded.codec().equals("av1")) {
      return recorded.size() - actual.size() == DELIMITER;
    }
    return actual.crc().equals(recorded.crc()) && actual.size() == recorded.size();
  }

  /** At least what is shown in a range is there, at its time after the beginning of the range. */
  static void assertShown(List<Packet> actual, List<Packet> recorded, long fromMs, long toMs) {
    for (Packet packet : recorded) {
      if (packet.ptsMs() >= fromMs && packet.ptsMs() < toMs - 100) {
        Packet wanted = packet.shiftedMs(-fromMs);
        assertThat(actual).as("%s", wanted).anyMatch(found -> isSame(found, wanted, PICTURE_MS));
      }
    }
  }

  private static List<Packet> of(List<Packet> packets, Media media) {
    return packets.stream().filter(packet -> packet.media() == media).toList();
  }
}
