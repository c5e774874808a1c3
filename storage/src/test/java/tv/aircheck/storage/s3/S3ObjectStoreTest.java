package tv.aircheck.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.storage.ChecksumConflict;
import tv.aircheck.storage.Finding;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.ObjectStoreContract;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/** The contract, against a real server; and what only a bucket does. */
class S3ObjectStoreTest extends ObjectStoreContract {
  @TempDir static Path folder;
  private static S3Server server;
  private S3Settings settings;
  private S3ObjectStore store;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(folder.resolve("server"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  protected ObjectStore emptyStore() throws IOException {
    settings = server.newBucket();
    store = S3Server.open(settings);
    return store;
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }

  private static int crc(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, content.length);
    return (int) crc.getValue();
  }

  private PutResult put(String key, byte[] content) throws IOException {
    Path file = Files.write(Files.createTempFile(local, "sealed", ""), content);
    return store.putIfAbsent(key, file, crc(content));
  }

  @Test
  void aLargeObjectGoesInParts() throws IOException {
    byte[] content = random((12 << 20) + 345);
    assertThat(put("a/large", content)).isEqualTo(PutResult.STORED);
    assertThat(put("a/large", content)).isEqualTo(PutResult.ALREADY_THERE);
    ByteBuffer all = ByteBuffer.allocate(content.length + 1);
    assertThat(store.read("a/large", 0, all)).isEqualTo(content.length);
    assertThat(Arrays.copyOf(all.array(), content.length)).isEqualTo(content);
    assertThat(store.head("a/large").orElseThrow().crc32c()).hasValue(crc(content));

    byte[] other = random((12 << 20) + 346);
    assertThatThrownBy(() -> put("a/large", other)).isInstanceOf(ChecksumConflict.class);
    try (var client = S3Clients.open(settings)) {
      assertThat(client.listMultipartUploads(r -> r.bucket(settings.bucket())).uploads()).isEmpty();
    }
  }

  @Test
  void aProbeLeavesNothingBehind() throws IOException {
    put("a/1", random(10));
    put("a/large", random((5 << 20) + 1));
    try (var client = S3Clients.open(settings)) {
      assertThat(client.listObjectsV2(r -> r.bucket(settings.bucket())).contents())
          .extracting(object -> object.key())
          .containsExactly("archive/a/1", "archive/a/large");
    }
  }

  @Test
  void whatLiesBesideTheArchiveIsNotSeen() throws IOException {
    try (var client = S3Clients.open(settings)) {
      for (String key : List.of("other/1", "archive/.aircheck/1", "archive/folder/")) {
        client.putObject(
            r -> r.bucket(settings.bucket()).key(key),
            software.amazon.awssdk.core.sync.RequestBody.fromString(""));
      }
    }
    put("a/1", random(10));
    assertThat(store.list("", "", 10).objects()).extracting(o -> o.key()).containsExactly("a/1");
  }

  @Test
  void morePagesAndBatchesThanAServerTakesAtOnce() throws IOException {
    List<String> keys = IntStream.range(0, 1_050).mapToObj("a/%04d"::formatted).toList();
    Path objects = folder.resolve("server").resolve(settings.bucket()).resolve("archive");
    Files.createDirectories(objects.resolve("a"));
    for (String key : keys) { // put one by one, they would take most of this class's time
      Files.write(objects.resolve(key), new byte[] {1});
    }
    assertThat(store.list("a/", "", 2_000).objects()).hasSize(1_050);
    store.delete(keys);
    assertThat(store.list("a/", "", 2_000).objects()).isEmpty();
  }

  @Test
  void aMissingBucketIsSaidAndNotTakenForAMissingObject() throws IOException {
    try (S3ObjectStore nowhere = S3Server.open(S3Server.settings("nowhere", server.port()))) {
      assertKind(Kind.DENIED, () -> nowhere.head("a/1"));
      assertKind(Kind.DENIED, () -> nowhere.read("a/1", 0, ByteBuffer.allocate(1)));
      assertKind(Kind.DENIED, () -> nowhere.list("", "", 1));
      assertThatThrownBy(() -> nowhere.putIfAbsent("a/1", ByteBuffer.allocate(1)))
          .hasMessageContaining("no such bucket");
    }
  }

  @Test
  void wrongKeysAreSaidWithoutTheSecret() throws IOException {
    S3Settings s = settings;
    S3Settings wrong =
        new S3Settings(
            s.bucket(),
            "",
            "",
            s.endpoint(),
            true,
            s.accessKey(),
            "wrong-secret",
            s.objects(),
            s.wire());
    try (S3ObjectStore locked = S3Server.open(wrong)) {
      assertThatThrownBy(() -> locked.putIfAbsent("a/1", ByteBuffer.allocate(1)))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
          .hasMessageContaining("store.s3.secret-key")
          .hasMessageNotContaining("wrong-secret");
    }
    assertThat(wrong.toString()).doesNotContain("wrong-secret");
  }

  @Test
  void aServerThatIsNotThereMayComeBack() throws IOException {
    int nobody;
    try (var socket = new java.net.ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    try (S3ObjectStore away = S3Server.open(S3Server.settings("any", nobody))) {
      assertKind(Kind.UNAVAILABLE, () -> away.head("a/1"));
    }
  }

  @Test
  void anExamTellsWhatTheServerCanDoAndLeavesNothing() {
    List<Finding> found = store.examine("1", InstantSource.system(), true);
    assertThat(found)
        .extracting(Finding::about)
        .contains("clock", "put if absent", "checksum", "parts if absent", "tier archive");
    assertThat(found).noneMatch(finding -> finding.level() == Finding.Level.WRONG);
    try (var client = S3Clients.open(settings)) {
      assertThat(client.listObjectsV2(r -> r.bucket(settings.bucket())).contents()).isEmpty();
    }
  }

  @Test
  void aClockThatIsWrongIsSaid() {
    InstantSource slow = () -> Instant.now().minusSeconds(1_000);
    assertThat(store.examine("1", slow, false).get(0).words()).contains("set this machine's clock");
  }
}
