package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.testkit.ChildProcess;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;
import tv.aircheck.testkit.ffmpeg.PacketRequest;

/** Ten minutes, published as fast as they are taken: sixty segments and no packet missing. */
class LongShowTest {
  @TempDir private Path folder;

  @Test
  void tenMinutesAtFullSpeed() throws IOException {
    VideoShape video = VideoShape.plain().withBFrames(2).withFrameBytes(400);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(11, 600_000).withVideo(video));
    Path file = folder.resolve("long.flv");
    Files.write(file, ByteBufUtil.getBytes(log.file()));
    List<Packet> published = Packets.readAll(file.toString());

    Path data = folder.resolve("data");
    try (ChildProcess server = Program.serve(data)) {
      String address = Program.awaitRtmp(server);
      FfmpegChild.publish(file, address + "/live/long");
      awaitOver(data);
      String archived = address + "/archive/live/long";
      PacketRequest player = PacketRequest.paced(archived);

      assertThat(published).hasSizeGreaterThan(40_000);
      Packets.assertSame(Packets.readAll(archived), published);
      Packets.assertSame(
          Packets.read(player.seekingTo(599_000, 10)), Packets.fromEntryBefore(published, 599_000));
      Packets.assertSame(
          Packets.read(player.seekingTo(301_999, 10).atMost(160)),
          Packets.fromEntryBefore(published, 301_999).subList(0, 150));
      Packets.assertSame(
          Packets.read(PacketRequest.paced(archived + "?start=400").seekingTo(0, 50).atMost(100)),
          published.subList(0, 50));
    }
  }

  private static void awaitOver(Path data) {
    try (Index index = Index.open(IndexSettings.at(data.resolve("index.db")))) {
      new Recorded(data, index).awaitOver("long");
    }
  }
}
