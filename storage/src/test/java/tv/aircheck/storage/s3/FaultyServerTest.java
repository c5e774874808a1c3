package tv.aircheck.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.StoreBusy;
import tv.aircheck.storage.layer.RetrySettings;
import tv.aircheck.storage.layer.RetryingStore;
import tv.aircheck.storage.layer.StoreListener;
import tv.aircheck.storage.s3.FaultyServer.Fault;

/** A server that fails in every way: what was put is there once, whole, and nothing else is. */
class FaultyServerTest {
  private static final int LARGE = (5 << 20) + 7;
  private static final Duration READ_TIMEOUT = Duration.ofMillis(600);

  @TempDir static Path folder;
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(folder.resolve("server"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** To the same bucket, by another way. */
  private static S3ObjectStore through(FaultyServer faulty, String bucket) throws IOException {
    S3Settings s = S3Server.settings(bucket, faulty.port());
    S3Wire wire =
        new S3Wire(
            S3Wire.Checksums.WHEN_REQUIRED,
            false,
            false,
            8,
            Duration.ofSeconds(5),
            READ_TIMEOUT,
            Duration.ofSeconds(5));
    return S3Server.open(
        new S3Settings(
            s.bucket(),
            s.prefix(),
            s.region(),
            s.endpoint(),
            s.pathStyle(),
            s.accessKey(),
            s.secretKey(),
            s.objects(),
            wire));
  }

  private static byte[] content(String key, int bytes) {
    byte[] content = new byte[bytes];
    new Random(key.hashCode()).nextBytes(content);
    return content;
  }

  private static int crc(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, content.length);
    return (int) crc.getValue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "LIE", "TRUNCATE"})
  void aPutThatFailsMayBeMadeAgain(Fault fault) throws IOException {
    String bucket = server.newBucket().bucket();
    List<Fault> next = new ArrayList<>();
    try (FaultyServer faulty = new FaultyServer(server.port(), line -> once(next, line, "PUT"));
        ObjectStore store = through(faulty, bucket)) {
      byte[] content = content("a/1", 10_000);
      store.putIfAbsent("a/0", ByteBuffer.wrap(content)); // what the server can do is known
      next.add(fault);
      assertThatThrownBy(() -> store.putIfAbsent("a/1", ByteBuffer.wrap(content)))
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(e instanceof StoreBusy).isEqualTo(fault == Fault.SLOW_DOWN);
              });
      assertThat(store.putIfAbsent("a/1", ByteBuffer.wrap(content)))
          .isEqualTo(fault == Fault.ANSWER_LOST ? PutResult.ALREADY_THERE : PutResult.STORED);
    }
  }

  private static synchronized Fault once(List<Fault> next, String line, String method) {
    return line.startsWith(method) && !next.isEmpty() ? next.remove(0) : Fault.NONE;
  }

  @Test
  void anAnswerThatLiesIsNotTakenForAProof() throws IOException {
    String bucket = server.newBucket().bucket();
    try (FaultyServer faulty =
            new FaultyServer(
                server.port(), line -> line.startsWith("PUT") ? Fault.LIE : Fault.NONE);
        ObjectStore store = through(faulty, bucket)) {
      byte[] content = content("a/1", 10_000);
      assertThat(store.putIfAbsent("a/1", ByteBuffer.wrap(content))).isEqualTo(PutResult.STORED);
      assertThat(store.head("a/1").orElseThrow().crc32c()).hasValue(crc(content));
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNoEndOfTheObject() throws IOException {
    String bucket = server.newBucket().bucket();
    List<Fault> next = new ArrayList<>();
    try (FaultyServer faulty = new FaultyServer(server.port(), line -> once(next, line, "GET"));
        ObjectStore store = through(faulty, bucket)) {
      byte[] content = content("a/1", 50_000);
      store.putIfAbsent("a/1", ByteBuffer.wrap(content));
      next.add(Fault.TRUNCATE);
      ByteBuffer dst = ByteBuffer.allocate(60_000);
      assertThatThrownBy(() -> store.read("a/1", 0, dst))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
      assertThat(dst.position()).isZero();
      assertThat(store.read("a/1", 0, dst)).isEqualTo(50_000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whateverFailsEveryObjectIsThereOnceAndWhole(long seed) throws Exception {
    S3Settings direct = server.newBucket();
    Random random = new Random(seed);
    Map<String, byte[]> wanted = new TreeMap<>();
    for (int i = 0; i < 14; i++) {
      String key = "a/%02d".formatted(i);
      wanted.put(key, content(key, i < 3 ? LARGE : 1 + random.nextInt(40_000)));
    }
    try (FaultyServer faulty = new FaultyServer(server.port(), line -> any(random));
        S3ObjectStore store = through(faulty, direct.bucket())) {
      ExecutorService threads = Executors.newFixedThreadPool(3);
      try {
        List<Future<Integer>> puts = new ArrayList<>();
        for (Map.Entry<String, byte[]> object : wanted.entrySet()) {
          Path file = Files.write(Files.createTempFile(folder, "segment", ""), object.getValue());
          puts.add(threads.submit(() -> putUntilThere(store, object.getKey(), file)));
        }
        for (Future<Integer> put : puts) {
          assertThat(put.get()).isLessThan(200);
        }
      } finally {
        threads.shutdownNow();
      }
      assertReadsThroughRetries(store, wanted);
    }
    try (S3ObjectStore store = S3Server.open(direct)) {
      assertThat(store.list("", "", 100).objects())
          .extracting(ObjectInfo::key)
          .containsExactlyElementsOf(wanted.keySet());
      store.abortLeftOvers(Instant.now().plusSeconds(60));
      try (var client = S3Clients.open(direct)) {
        assertThat(client.listMultipartUploads(r -> r.bucket(direct.bucket())).uploads()).isEmpty();
      }
    }
  }

  /** A third of all requests; hanging costs time, so there is little of it. */
  private static synchronized Fault any(Random random) {
    Fault[] all = Fault.values();
    Fault fault = random.nextInt(3) == 0 ? all[random.nextInt(all.length)] : Fault.NONE;
    return fault == Fault.HANG && random.nextInt(4) > 0 ? Fault.RESET : fault;
  }

  /** As the ledger does it. */
  private static int putUntilThere(ObjectStore store, String key, Path file) throws IOException {
    int crc = crc(Files.readAllBytes(file));
    for (int attempts = 1; ; attempts++) {
      try {
        store.putIfAbsent(key, file, crc);
        return attempts;
      } catch (StorageException e) {
        assertThat(e.kind()).as("%s", e).isEqualTo(Kind.UNAVAILABLE);
      }
    }
  }

  private static void assertReadsThroughRetries(ObjectStore store, Map<String, byte[]> wanted)
      throws IOException {
    RetrySettings often =
        new RetrySettings(30, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1));
    ObjectStore patient = new RetryingStore(store, often, StoreListener.NONE);
    for (Map.Entry<String, byte[]> object : wanted.entrySet()) {
      ByteBuffer all = ByteBuffer.allocate(object.getValue().length);
      patient.read(object.getKey(), 0, all);
      assertThat(all.array()).as(object.getKey()).isEqualTo(object.getValue());
    }
  }
}
