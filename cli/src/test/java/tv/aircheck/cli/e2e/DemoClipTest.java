package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.Aircheck;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.Packet.Media;

/** The clip that {@code demo} publishes has to be small, and to loop without a seam. */
class DemoClipTest {
  private static final int LOOP_MS = 24_000;

  @Test
  void bothTracksLastAsLongAsTheLoop(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("clip.flv");
    try (InputStream clip = Aircheck.class.getResourceAsStream("demo/clip.flv")) {
      Files.copy(clip, file);
    }

    List<Packet> packets = Packets.readAll(file.toString());

    assertThat(Files.size(file)).isLessThan(1_000_000);
    assertThat(of(packets, Media.VIDEO)).hasSize(30 * LOOP_MS / 1000);
    assertThat(of(packets, Media.AUDIO)).hasSize(48 * LOOP_MS / 1024);
    assertThat(of(packets, Media.VIDEO).stream().filter(Packet::keyframe))
        .extracting(Packet::dtsMs)
        .allMatch(ms -> ms % 2_000 == 0)
        .hasSize(LOOP_MS / 2_000);
    assertThat(packets).extracting(Packet::dtsMs).isSorted().startsWith(0L);
  }

  private static List<Packet> of(List<Packet> packets, Media media) {
    return packets.stream().filter(packet -> packet.media() == media).toList();
  }
}
