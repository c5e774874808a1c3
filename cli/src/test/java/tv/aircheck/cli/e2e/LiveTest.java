package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.ffmpeg.ClipSpec;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.PacketRequest;

/** A show that is on air: watched live in both ways, and from its start on into the live edge. */
@ExtendWith(LeakGuard.class)
class LiveTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void onAirLiveAndFromTheStart() {
    Path file = folder.resolve("clip.flv");
    FfmpegChild.encode(ClipSpec.of("h264", "aac", 15_000).withBFrames(1), file);
    List<Packet> source = Packets.readAll(file.toString());
    try (TestNode node = TestNode.start(folder.resolve("data"));
        FfmpegChild publisher = FfmpegChild.publishInRealTime(file, node.live("me"))) {
      Await.until("live/me is on air", () -> !node.recorded().takes("me").isEmpty());
      String http = "http://" + node.server().http() + "/live/live/me.flv";
      try (FfmpegChild rtmp = FfmpegChild.reading(PacketRequest.all(node.live("me")).atMost(150));
          FfmpegChild flv = FfmpegChild.reading(PacketRequest.all(http).atMost(150));
          FfmpegChild late = FfmpegChild.reading(PacketRequest.all(node.archive("me")))) {
        assertSeen(source, Packets.media(rtmp.awaitPackets()), 0);
        assertSeenFromZero(source, Packets.media(flv.awaitPackets()));
        Await.until(
            "one who began at the start has caught up",
            PATIENCE,
            () -> publisher.isRunning() && late.packetsSoFar().size() > source.size() / 2);
        publisher.awaitPublished();
        Packets.assertSame(Packets.media(late.awaitPackets()), source);
      }
    }
  }

  /** A browser's time begins when it comes. */
  private static void assertSeenFromZero(List<Packet> source, List<Packet> seen) {
    assertThat(seen.get(0).dtsMs()).isZero();
    assertSeen(source, seen, placeOf(source, seen.get(0)).dtsMs());
  }

  /** What was seen is a stretch of what is published, from a keyframe on. */
  private static void assertSeen(List<Packet> source, List<Packet> seen, long laterMs) {
    List<Packet> shifted = seen.stream().map(packet -> packet.shiftedMs(laterMs)).toList();
    int start = source.indexOf(placeOf(source, seen.get(0)));
    assertThat(seen.get(0)).matches(Packet::keyframe);
    Packets.assertSame(shifted, source.subList(start, start + seen.size()));
  }

  private static Packet placeOf(List<Packet> source, Packet seen) {
    return source.stream()
        .filter(packet -> packet.crc().equals(seen.crc()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("never published: " + seen));
  }
}
