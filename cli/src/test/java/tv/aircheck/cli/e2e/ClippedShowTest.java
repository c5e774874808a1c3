package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Said;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;

/**
 * A clip is made by command beside the server; its show goes, and it plays on, packet by packet.
 */
class ClippedShowTest {
  private static final long FROM_MS = 12_000;
  private static final long TO_MS = 24_480;

  @TempDir private Path folder;
  private Path data;

  @Test
  void playsOnWhenItsShowIsGone() throws IOException {
    VideoShape video = VideoShape.plain().withBFrames(2).withFrameBytes(400);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(34, 55_000).withVideo(video));
    Path file = Files.write(folder.resolve("show.flv"), ByteBufUtil.getBytes(log.file()));
    List<Packet> expected = part(Packets.readAll(file.toString()));
    data = folder.resolve("data");
    String show;
    String clip;
    try (TestNode node = TestNode.start(data)) {
      FfmpegChild.publish(file, node.live("show"));
      show = node.recorded().awaitOver("show").id();
      node.recorded().awaitStored("show");
      clip = create(show);
      Packets.assertSame(Packets.readAll(node.clip(clip)), expected);

      Said removed = run("broadcasts", "rm", "--now", "--yes", show);
      assertThat(removed.out()).contains("1 clip keeps 2 segments").contains("Deleted " + show);
      assertThat(segments()).hasSize(2);
      Packets.assertSame(Packets.readAll(node.clip(clip)), expected);
      Packets.assertSame(Packets.readAll(node.http("/flv/" + clip + ".flv")), expected);
      ContainerPackets.assertSame(Packets.readAll(node.http("/mp4/" + clip + ".mp4")), expected);
      assertThat(run("broadcasts", "ls").out()).doesNotContain(show);
      assertThat(run("broadcasts", "restore", show).err()).contains("only what its clips cover");
      assertThat(run("clip", "ls").out()).contains(clip).contains("(gone)").contains("The drop");
      assertExported(clip, expected);
    }
    assertSound();
    rebuild();
    try (TestNode node = TestNode.start(data)) {
      Packets.assertSame(Packets.readAll(node.clip(clip)), expected);
      assertSound();
      assertThat(run("clip", "rm", "--now", "--yes", clip).out()).contains("goes with it");
    }
    assertThat(segments()).isEmpty();
    assertThat(files(data.resolve("store/broadcasts"))).isEmpty();
    assertThat(run("audit", "ls", "--of", show).out()).contains("deleted");
  }

  private String create(String show) throws IOException {
    assertThat(run("clip", "create", show, "--from", "13", "--to", "24.48", "--dry-run").out())
        .contains("Would make a clip of 0:00:12 to 0:00:24");
    Said made =
        run(
            "clip",
            "create",
            show,
            "--from",
            "13",
            "--to",
            "24.48",
            "--title",
            "The drop",
            "--json");
    assertThat(made.status()).as(made.err()).isEqualTo(ExitCode.DONE);
    JsonNode clip = new ObjectMapper().readTree(made.out());
    assertThat(clip.get("start").asDouble()).isEqualTo(12.0);
    assertThat(clip.get("end").asDouble()).isEqualTo(24.48);
    assertThat(clip.get("broadcast").asText()).isEqualTo(show);
    return clip.get("id").asText();
  }

  /** What lies between, from 0 on. */
  private static List<Packet> part(List<Packet> packets) {
    return packets.stream()
        .filter(packet -> packet.dtsMs() >= FROM_MS && packet.dtsMs() < TO_MS)
        .map(ClippedShowTest::fromZero)
        .toList();
  }

  private static Packet fromZero(Packet p) {
    return new Packet(
        p.media(),
        p.codec(),
        p.ptsMs() - FROM_MS,
        p.dtsMs() - FROM_MS,
        p.size(),
        p.keyframe(),
        p.crc(),
        p.headerCrc());
  }

  private void assertExported(String clip, List<Packet> expected) {
    Path file = folder.resolve("clip.flv");
    Said exported = run("export", clip, "-o", file.toString());
    assertThat(exported.status()).as(exported.err()).isEqualTo(ExitCode.DONE);
    Packets.assertSame(Packets.readAll(file.toString()), expected);
    assertThat(run("export", clip, "-o", folder.resolve("clip.tar").toString()).err())
        .contains("is a clip");
  }

  private void assertSound() {
    // Its manifest may be on its way.
    Await.until(
        "the archive is sound",
        () -> run("store", "verify", "--depth", "content").status() == ExitCode.DONE);
    Said check = run("index", "check");
    assertThat(check.status()).as(check.out()).isEqualTo(ExitCode.DONE);
  }

  private void rebuild() throws IOException {
    for (String name : List.of("index.db", "index.db-wal", "index.db-shm")) {
      Files.deleteIfExists(data.resolve(name));
    }
    Said rebuilt = run("index", "rebuild", "--from-store", "--yes");
    assertThat(rebuilt.status()).as(rebuilt.err()).isEqualTo(ExitCode.DONE);
    assertThat(rebuilt.out()).contains("0 read through");
  }

  private List<Path> segments() throws IOException {
    List<Path> spooled = files(data.resolve("spool"));
    List<Path> stored = files(data.resolve("store/segments"));
    assertThat(spooled).hasSameSizeAs(stored);
    return stored;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".crc32c"))
          .toList();
    }
  }

  private Said run(String... arguments) {
    return Said.over(data, arguments);
  }
}
