package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Said;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;

/** A show is bundled by command, beside the server that plays it: each packet stays what it was. */
class BundledShowTest {
  @TempDir private Path folder;
  private Path data;

  @Test
  void playsFromBundlesAlone() throws IOException {
    VideoShape video = VideoShape.plain().withBFrames(2).withFrameBytes(400);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(33, 45_000).withVideo(video));
    Path clip = Files.write(folder.resolve("clip.flv"), ByteBufUtil.getBytes(log.file()));
    List<Packet> published = Packets.readAll(clip.toString());
    data = folder.resolve("data");
    Files.writeString(folder.resolve("aircheck.yml"), "bundles: {grace: 0s, most-bytes: 200KiB}\n");
    String id;
    try (TestNode node = TestNode.start(data)) {
      FfmpegChild.publish(clip, node.live("show"));
      id = node.recorded().awaitOver("show").id();
      node.recorded().awaitStored("show");

      assertThat(run("store", "bundle").out()).contains("--bundle-after");
      assertThat(
              run("retention", "policy", "set", "default", "--bundle-after", "0s", "--yes").out())
          .contains("bundle-after 0s (*/*)");
      assertThat(run("store", "bundle", "--dry-run").out())
          .contains(id)
          .contains("bundle-after 0s");
      assertThat(run("jobs", "run", "bundle").out()).contains("1 show bundled");
      assertThat(singles()).isEmpty();
      deleteAll(data.resolve("spool"), ".flv");
      Packets.assertSame(Packets.readAll(node.archive("show")), published);
      assertThat(run("store", "verify", "--depth", "content").status()).isEqualTo(ExitCode.DONE);
    }
    assertThat(run("index", "check").status()).isEqualTo(ExitCode.DONE);
    assertThat(run("store", "gc", "--dry-run").out()).contains("Everything in the store belongs");
    assertThat(run("audit", "ls", "--of", id).out()).contains("bundled").contains("singles");
    JsonNode again = new ObjectMapper().readTree(run("store", "bundle", id, "--json").out());
    assertThat(again.get("broadcasts")).isEmpty();

    for (String file : List.of("index.db", "index.db-wal", "index.db-shm")) {
      Files.deleteIfExists(data.resolve(file));
    }
    deleteAll(data.resolve("store/broadcasts"), ".json", ".txt");
    Said rebuilt = run("index", "rebuild", "--from-store", "--yes");
    assertThat(rebuilt.status()).as(rebuilt.err()).isEqualTo(ExitCode.DONE);
    assertThat(rebuilt.out()).contains("0 read through");
    try (TestNode node = TestNode.start(data)) {
      Packets.assertSame(Packets.readAll(node.archive("show")), published);
      assertThat(run("broadcasts", "rm", "--now", "--yes", id).status()).isEqualTo(ExitCode.DONE);
    }
    assertThat(data.resolve("store/broadcasts"))
        .satisfies(left -> assertThat(files(left)).isEmpty());
  }

  private List<Path> singles() throws IOException {
    return files(data.resolve("store/segments"));
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(f -> !f.endsWith(".crc32c")).toList();
    }
  }

  private static void deleteAll(Path folder, String... endings) throws IOException {
    for (Path file : files(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
      if (Stream.of(endings).anyMatch(ending -> file.toString().endsWith(ending))) {
        Files.delete(file);
      }
    }
  }

  private Said run(String... arguments) {
    String config = folder.resolve("aircheck.yml").toString();
    return Said.over(
        data,
        Stream.concat(Stream.of(arguments), Stream.of("--config", config)).toArray(String[]::new));
  }
}
