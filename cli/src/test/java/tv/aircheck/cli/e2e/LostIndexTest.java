package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Said;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.StoreConfig;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ManifestRow;
import tv.aircheck.storage.s3.S3Server;
import tv.aircheck.storage.s3.S3Settings;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;
import tv.aircheck.testkit.ffmpeg.FfmpegChild;
import tv.aircheck.testkit.ffmpeg.Packet;

/**
 * The archive alone is the truth: spool and index are lost, and the show plays as it was, from a
 * bucket of a real S3 server.
 */
class LostIndexTest {
  @TempDir private Path folder;

  @Test
  void fromTheBucketAlone() throws Exception {
    VideoShape video = VideoShape.plain().withBFrames(2).withFrameBytes(400);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(21, 45_000).withVideo(video));
    Path clip = folder.resolve("clip.flv");
    Files.write(clip, ByteBufUtil.getBytes(log.file()));
    List<Packet> published = Packets.readAll(clip.toString());
    Path data = folder.resolve("data");
    try (S3Server server = S3Server.start(folder.resolve("server"))) {
      Bucket bucket = new Bucket(data, server.newBucket());
      String id;
      try (TestNode node = bucket.start()) {
        FfmpegChild.publish(clip, node.live("show"));
        id = node.recorded().awaitOver("show").id();
        node.recorded().awaitStored("show");
        node.server().archive().index().writeNow(tx -> tx.broadcasts().title(id, "Kept"));
        awaitManifest(node, id);
        assertThat(bucket.run("index", "rebuild", "--from-store", "--yes").err())
            .as("a server has the folder")
            .contains("is in use by");
        assertThat(bucket.run("store", "verify", "--depth", "content").status())
            .isEqualTo(ExitCode.DONE);
      }
      assertThat(data.resolve("store")).doesNotExist();

      wipe(data);
      refusesToDeleteByRule(bucket);
      Said rebuilt = bucket.run("index", "rebuild", "--from-store", "--yes");
      assertThat(rebuilt.status()).as(rebuilt.err()).isEqualTo(ExitCode.DONE);
      assertThat(rebuilt.out()).contains("5 segments").contains("0 read through");
      assertPlays(bucket, id, published, "Kept");

      wipe(data);
      delete(
          folder
              .resolve("server")
              .resolve(bucket.store.s3().bucket())
              .resolve("archive/broadcasts"));
      Said scanned = bucket.run("index", "rebuild", "--from-store", "--yes");
      assertThat(scanned.status()).as(scanned.err()).isEqualTo(ExitCode.DONE);
      assertThat(scanned.out()).contains("5 read through");
      assertPlays(bucket, id, published, null);

      Said checked = bucket.run("store", "check", "--tiers");
      assertThat(checked.status()).as(checked.out()).isEqualTo(ExitCode.DONE);
      assertThat(checked.out()).contains("If-None-Match holds").contains("tier archive");
      assertThat(bucket.run("store", "gc", "--dry-run").out()).contains("belongs to something");
    }
  }

  /** A node's data folder, and the bucket that is its store. */
  private static final class Bucket {
    private final Path data;
    private final StoreConfig store;
    private final Path settings;

    Bucket(Path data, S3Settings s3) throws IOException {
      this.data = data;
      StoreConfig usual = Config.defaults().store();
      this.store =
          new StoreConfig(
              usual.directory(), s3, usual.limits(), usual.retries(), usual.readAhead());
      this.settings =
          Files.writeString(
              data.resolveSibling("bucket.yml"),
              """
              store:
                s3:
                  bucket: %s
                  prefix: %s
                  endpoint: %s
                  path-style: true
                  access-key: %s
                  secret-key: %s
              """
                  .formatted(
                      s3.bucket(), s3.prefix(), s3.endpoint(), s3.accessKey(), s3.secretKey()));
    }

    TestNode start() {
      return TestNode.start(data, store);
    }

    Said run(String... arguments) {
      return LostIndexTest.run(
          data,
          Stream.concat(Stream.of(arguments), Stream.of("--config", settings.toString()))
              .toArray(String[]::new));
    }
  }

  private static void awaitManifest(TestNode node, String id) {
    Await.value(
        "the manifest says the title",
        Duration.ofSeconds(30),
        () ->
            Optional.of(node.server().archive().index())
                .flatMap(index -> index.manifests().find(id))
                .filter(row -> row.revision() > 0)
                .filter(row -> !row.isDue())
                .map(ManifestRow::revision));
  }

  private static void wipe(Path data) throws IOException {
    delete(data.resolve("spool"));
    for (String file : List.of("index.db", "index.db-wal", "index.db-shm")) {
      Files.deleteIfExists(data.resolve(file));
    }
  }

  /** A server on an empty index beside a full store. */
  private static void refusesToDeleteByRule(Bucket bucket) {
    try (TestNode node = bucket.start()) {
      assertThat(node.server().archive().index().adoption().isAdopted()).isFalse();
    }
    assertThat(bucket.run("index", "adopt", "--dry-run").out())
        .contains("the index is empty and the store is not");
  }

  private static void assertPlays(Bucket bucket, String id, List<Packet> published, String title)
      throws IOException {
    assertThat(bucket.run("index", "check").status()).isEqualTo(ExitCode.DONE);
    try (TestNode node = bucket.start()) {
      Packets.assertSame(Packets.readAll(node.archive("show")), published);
      BroadcastRow row = node.server().archive().index().broadcasts().find(id).orElseThrow();
      assertThat(row.title()).isEqualTo(title);
      assertThat(node.server().archive().index().adoption().isAdopted()).isTrue();
    }
  }

  @Test
  void damageIsFoundAndRepairedByCommand() throws IOException {
    Path clip = folder.resolve("clip.flv");
    GeneratedLog log = GeneratedLog.of(LogShape.audioOnly(3, 35_000));
    Files.write(clip, ByteBufUtil.getBytes(log.file()));
    Path data = folder.resolve("data");
    try (TestNode node = TestNode.start(data)) {
      FfmpegChild.publish(clip, node.live("show"));
      String id = node.recorded().awaitOver("show").id();
      node.recorded().awaitStored("show");
      awaitManifest(node, id);
    }
    Path second = folder.resolve("second");
    copy(data.resolve("store"), second);
    List<Path> objects = files(data.resolve("store/segments"));
    Files.delete(objects.get(0));
    byte[] bytes = Files.readAllBytes(objects.get(1));
    bytes[bytes.length / 2] ^= 1;
    Files.write(objects.get(1), bytes); // The spool's file, too: it has the same bytes.

    Said found = run(data, "store", "verify", "--depth", "content", "--json");
    assertThat(found.status()).isEqualTo(ExitCode.FOUND_WRONG);
    JsonNode report = new ObjectMapper().readTree(found.out());
    assertThat(report.at("/damages").findValuesAsText("damage"))
        .containsExactlyInAnyOrder("missing", "changed");
    assertThat(run(data, "store", "repair", "--dry-run", "--no-gaps").out())
        .contains("from the spool")
        .contains("left: no whole copy");
    Said repaired = run(data, "store", "repair", "--yes", "--from", second.toString());
    assertThat(repaired.out()).as(repaired.err()).contains("Repaired 2 of 2").contains("second");
    assertThat(run(data, "store", "verify", "--depth", "content").status())
        .isEqualTo(ExitCode.DONE);
    assertThat(run(data, "store", "gc", "--dry-run").out()).contains("quarantined");

    assertThat(run(data, "index", "backup", "--keep", "1").out()).contains("backups/index/");
    assertThat(run(data, "index", "backup", "--list").out()).contains(".db.gz");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".flv")).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Said run(Path data, String... arguments) {
    return Said.over(data, arguments);
  }
}
