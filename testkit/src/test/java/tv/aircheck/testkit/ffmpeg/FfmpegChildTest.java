package tv.aircheck.testkit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.aircheck.testkit.ffmpeg.Packet.Media;

class FfmpegChildTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"h264,aac", "hevc,opus", "av1,flac", "vp9,ac3", "none,mp3", "h264,none"})
  void encodesAndReadsBackWhatItSays(String video, String audio) {
    Path file = folder.resolve("clip.flv");

    FfmpegChild.encode(ClipSpec.of(video, audio, 2_000), file);
    List<Packet> packets = FfmpegChild.packets(PacketRequest.all(file.toString()));

    Set<String> codecs = packets.stream().map(Packet::codec).collect(Collectors.toSet());
    assertThat(codecs)
        .isEqualTo(
            Set.of(video, audio).stream()
                .filter(codec -> !codec.equals(ClipSpec.NONE))
                .collect(Collectors.toSet()));
    assertThat(packets).isSortedAccordingTo((a, b) -> Long.compare(a.dtsMs(), b.dtsMs()));
    if (!video.equals(ClipSpec.NONE)) {
      List<Packet> frames =
          packets.stream().filter(packet -> packet.media() == Media.VIDEO).toList();
      assertThat(frames).hasSize(50);
      assertThat(frames.stream().filter(Packet::keyframe)).hasSize(2);
    }
  }

  @Test
  void bFramesAreShownInAnotherOrderThanDecoded() {
    Path file = folder.resolve("clip.flv");

    FfmpegChild.encode(ClipSpec.of("h264", "none", 2_000).withBFrames(2), file);

    assertThat(FfmpegChild.packets(PacketRequest.all(file.toString())))
        .extracting(packet -> packet.ptsMs() - packet.dtsMs())
        .contains(40L, 80L);
  }

  @Test
  void equalClipsAreEqualBytes() {
    Path file = folder.resolve("one.flv");
    Path again = folder.resolve("two.flv");

    FfmpegChild.encode(ClipSpec.of("h264", "aac", 1_000), file);
    FfmpegChild.encode(ClipSpec.of("h264", "aac", 1_000), again);

    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void aProbeSaysDurationAndSizes() {
    Path file = folder.resolve("clip.mp4");
    FfmpegChild.encode(ClipSpec.of("h264", "aac", 3_000).withSize(160, 90), file);

    Probe probe = FfmpegChild.probe(file.toString());

    assertThat(probe.durationMs()).isBetween(2_900L, 3_200L);
    assertThat(probe.streams())
        .contains(new Probe.Stream("h264", 160, 90, 0, 0), new Probe.Stream("aac", 0, 0, 48000, 2));
  }

  @Test
  void readingStopsAtTheLimitAndSeeksInBetween() {
    Path file = folder.resolve("clip.flv");
    FfmpegChild.encode(ClipSpec.of("h264", "none", 4_000), file);
    PacketRequest all = PacketRequest.all(file.toString());

    assertThat(FfmpegChild.packets(all.atMost(7))).hasSize(7);
    assertThat(FfmpegChild.packets(all.seekingTo(2_500, 5)).get(0))
        .matches(Packet::keyframe)
        .matches(packet -> packet.dtsMs() == 2_000);
  }

  @Test
  void aFailureSaysWhatFfmpegSaid() {
    assertThatThrownBy(() -> FfmpegChild.probe(folder.resolve("absent.flv").toString()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("No such file or directory")
        .hasMessageContaining("absent.flv");
  }
}
