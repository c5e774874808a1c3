package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.storage.StorageException.Kind;

/** What every store does, whatever it is made of. */
public abstract class ObjectStoreContract {
  @TempDir public Path local;
  private ObjectStore store;

  /** A store that holds nothing. */
  protected abstract ObjectStore emptyStore() throws IOException;

  @BeforeEach
  void open() throws IOException {
    store = emptyStore();
  }

  private PutResult put(String key, byte[] content) throws IOException {
    Path file = Bytes.file(Files.createTempDirectory(local, "sealed").resolve("segment"), content);
    return store.putIfAbsent(key, file, Bytes.crc32c(content));
  }

  private byte[] get(String key, long offset, int most) throws StorageException {
    ByteBuffer dst = ByteBuffer.allocate(most);
    int n = store.read(key, offset, dst);
    assertThat(n).isEqualTo(dst.position() == 0 ? -1 : dst.position());
    return Arrays.copyOf(dst.array(), dst.position());
  }

  @Test
  void whatWasPutIsReadBackByRange() throws IOException {
    byte[] content = Bytes.random(1, 100_000);
    assertThat(put("a/b.flv", content)).isEqualTo(PutResult.STORED);

    assertThat(get("a/b.flv", 0, 200_000)).isEqualTo(content);
    assertThat(get("a/b.flv", 99_990, 100)).isEqualTo(Arrays.copyOfRange(content, 99_990, 100_000));
    assertThat(get("a/b.flv", 500, 10)).isEqualTo(Arrays.copyOfRange(content, 500, 510));
    assertThat(get("a/b.flv", 100_000, 10)).isEmpty();
    assertThat(get("a/b.flv", 200_000, 10)).isEmpty();
  }

  @Test
  void headKnowsLengthAndChecksum() throws IOException {
    byte[] content = Bytes.random(1, 1_234);
    put("a/b.flv", content);

    ObjectInfo info = store.head("a/b.flv").orElseThrow();
    assertThat(info.key()).isEqualTo("a/b.flv");
    assertThat(info.bytes()).isEqualTo(1_234);
    assertThat(info.crc32c()).hasValue(Bytes.crc32c(content));
    assertThat(store.head("a/c.flv")).isEmpty();
    assertThat(store.head("a")).isEmpty();
  }

  @Test
  void theSameBytesAgainAreNoChange() throws IOException {
    byte[] content = Bytes.random(1, 1_000);
    put("a/b.flv", content);
    assertThat(put("a/b.flv", content)).isEqualTo(PutResult.ALREADY_THERE);
    assertThat(get("a/b.flv", 0, 2_000)).isEqualTo(content);
  }

  @Test
  void otherBytesUnderTheSameKeyAreRefused() throws IOException {
    byte[] first = Bytes.random(1, 1_000);
    put("a/b.flv", first);
    assertThatThrownBy(() -> put("a/b.flv", Bytes.random(2, 1_000)))
        .isInstanceOf(ChecksumConflict.class)
        .hasMessageContaining("a/b.flv");
    assertThat(get("a/b.flv", 0, 2_000)).isEqualTo(first);
    assertThat(put("a/b.flv", first)).isEqualTo(PutResult.ALREADY_THERE);
  }

  @Test
  void aFileThatChangedSinceItWasSealedIsNotStored() throws IOException {
    Path file = Bytes.file(local.resolve("rotten"), Bytes.random(1, 1_000));
    assertKind(Kind.CORRUPT, () -> store.putIfAbsent("a/b.flv", file, 42));
    assertThat(store.head("a/b.flv")).isEmpty();
  }

  @Test
  void ofManyWhoPutAtOnceOneStores() throws Exception {
    byte[] content = Bytes.random(1, 50_000);
    Path file = Bytes.file(local.resolve("segment"), content);
    Callable<PutResult> put = () -> store.putIfAbsent("a/b.flv", file, Bytes.crc32c(content));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<PutResult> results = new ArrayList<>();
      for (Future<PutResult> result : threads.invokeAll(List.of(put, put, put, put))) {
        results.add(result.get());
      }
      assertThat(results).containsOnlyOnce(PutResult.STORED);
    } finally {
      threads.shutdown();
    }
    assertThat(get("a/b.flv", 0, 60_000)).isEqualTo(content);
  }

  @Test
  void whatWasMadeInMemoryIsPutAsItStands() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(3_000).put(Bytes.random(1, 3_000));
    bytes.position(500).limit(2_500);
    byte[] middle = Arrays.copyOfRange(Bytes.random(1, 3_000), 500, 2_500);

    assertThat(store.putIfAbsent("a/b.json", bytes)).isEqualTo(PutResult.STORED);
    assertThat(bytes.position()).isEqualTo(500);
    assertThat(bytes.limit()).isEqualTo(2_500);
    assertThat(get("a/b.json", 0, 5_000)).isEqualTo(middle);
    assertThat(store.head("a/b.json").orElseThrow().crc32c()).hasValue(Bytes.crc32c(middle));
    assertThat(store.putIfAbsent("a/b.json", bytes)).isEqualTo(PutResult.ALREADY_THERE);
    assertThat(put("a/b.json", middle)).isEqualTo(PutResult.ALREADY_THERE);
    assertThatThrownBy(() -> store.putIfAbsent("a/b.json", ByteBuffer.wrap(new byte[7])))
        .isInstanceOf(ChecksumConflict.class);
    assertThat(get("a/b.json", 0, 5_000)).isEqualTo(middle);
  }

  @Test
  void nothingIsStoredToo() throws IOException {
    assertThat(store.putIfAbsent("a/empty", ByteBuffer.allocate(0))).isEqualTo(PutResult.STORED);
    assertThat(store.head("a/empty").orElseThrow().bytes()).isZero();
    assertThat(get("a/empty", 0, 10)).isEmpty();
  }

  @Test
  void aReadFillsTheBufferItIsGiven() throws IOException {
    byte[] content = Bytes.random(1, 10_000);
    put("a/b.flv", content);
    ByteBuffer dst = ByteBuffer.allocateDirect(1_000).position(100).limit(600);
    assertThat(store.read("a/b.flv", 4_000, dst)).isEqualTo(500);
    assertThat(dst.position()).isEqualTo(600);
    byte[] read = new byte[500];
    dst.get(100, read);
    assertThat(read).isEqualTo(Arrays.copyOfRange(content, 4_000, 4_500));
    assertThat(store.read("a/b.flv", 0, ByteBuffer.allocate(0))).isZero();
  }

  @Test
  void whatIsThereIsReadyAndSaysSinceWhen() throws IOException {
    Instant before = Instant.now().minusSeconds(5);
    put("a/b.flv", Bytes.random(1, 10));
    ObjectInfo listed = store.list("a/", "", 5).objects().get(0);
    for (ObjectInfo info : List.of(store.head("a/b.flv").orElseThrow(), listed)) {
      assertThat(info.storedAt()).isBetween(before, Instant.now().plusSeconds(5));
      assertThat(info.tier()).isEqualTo(Tier.STANDARD);
      assertThat(info.availability()).isEqualTo(Availability.READY);
    }
  }

  @Test
  void aCopyIsAnObjectOfItsOwn() throws IOException {
    byte[] content = Bytes.random(1, 10_000);
    put("a/b.flv", content);
    assertThat(store.copyIfAbsent("a/b.flv", "c/d.flv")).isEqualTo(PutResult.STORED);
    assertThat(store.copyIfAbsent("a/b.flv", "c/d.flv")).isEqualTo(PutResult.ALREADY_THERE);
    store.delete(List.of("a/b.flv"));
    assertThat(get("c/d.flv", 0, 20_000)).isEqualTo(content);
    assertThat(store.head("c/d.flv").orElseThrow().crc32c()).hasValue(Bytes.crc32c(content));
  }

  @Test
  void aCopyOverwritesNothing() throws IOException {
    byte[] there = Bytes.random(2, 100);
    put("a/1", Bytes.random(1, 100));
    put("a/2", there);
    assertThatThrownBy(() -> store.copyIfAbsent("a/1", "a/2")).isInstanceOf(ChecksumConflict.class);
    assertThat(get("a/2", 0, 200)).isEqualTo(there);
    assertKind(Kind.NOT_FOUND, () -> store.copyIfAbsent("a/3", "a/4"));
    assertKind(Kind.NOT_FOUND, () -> store.copyIfAbsent("a/3", "a/2"));
  }

  @Test
  void aTierIsChangedOrRefused() throws IOException {
    byte[] content = Bytes.random(1, 100);
    put("a/1", content);
    store.changeTier("a/1", Tier.STANDARD);
    for (Tier tier : hasTiers()) {
      store.changeTier("a/1", tier);
      store.changeTier("a/1", tier);
      ObjectInfo info = store.head("a/1").orElseThrow();
      assertThat(info.tier()).isEqualTo(tier);
      assertThat(info.crc32c()).hasValue(Bytes.crc32c(content));
    }
    for (Tier tier : Tier.values()) {
      if (tier != Tier.STANDARD && !hasTiers().contains(tier)) {
        assertKind(Kind.INVALID, () -> store.changeTier("a/1", tier));
      }
    }
    assertThat(store.head("a/1").orElseThrow().bytes()).isEqualTo(100);
    assertKind(Kind.NOT_FOUND, () -> store.changeTier("a/2", Tier.STANDARD));
  }

  /** Those beside {@link Tier#STANDARD} that it keeps objects in. */
  protected List<Tier> hasTiers() {
    return List.of();
  }

  @Test
  void whatIsNotArchivedCannotBeBroughtBack() throws IOException {
    put("a/1", Bytes.random(1, 100));
    assertKind(Kind.INVALID, () -> store.restore("a/1", Duration.ofDays(1)));
    assertKind(Kind.NOT_FOUND, () -> store.restore("a/2", Duration.ofDays(1)));
  }

  @Test
  void whatIsNotThereCannotBeRead() {
    assertKind(Kind.NOT_FOUND, () -> store.read("a/b.flv", 0, ByteBuffer.allocate(10)));
  }

  @Test
  void listsInTheOrderOfKeysPageByPage() throws IOException {
    List<String> keys = List.of("a-b/1", "a/1", "a/10", "a/2", "a/b/c/1", "a/b0", "b", "c/1");
    List<String> shuffled = new ArrayList<>(keys);
    java.util.Collections.reverse(shuffled);
    for (String key : shuffled) {
      put(key, Bytes.random(key.hashCode(), 10));
    }
    for (int page = 1; page <= keys.size() + 1; page++) {
      assertThat(allKeys("", page)).as("pages of %d", page).isEqualTo(keys);
    }
    assertThat(allKeys("a/", 2)).containsExactly("a/1", "a/10", "a/2", "a/b/c/1", "a/b0");
    assertThat(allKeys("a/b", 2)).containsExactly("a/b/c/1", "a/b0");
    assertThat(allKeys("a/b/", 2)).containsExactly("a/b/c/1");
    assertThat(allKeys("d", 2)).isEmpty();
    assertThat(store.list("b", "", 5).objects().get(0).bytes()).isEqualTo(10);
  }

  private List<String> allKeys(String prefix, int page) throws StorageException {
    List<String> keys = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Listing listing = store.list(prefix, cursor, page);
      assertThat(listing.objects()).hasSizeLessThanOrEqualTo(page);
      listing.objects().forEach(object -> keys.add(object.key()));
      cursor = listing.next();
    }
    return keys;
  }

  @Test
  void deletesManyAtOnceAndMindsNoneMissing() throws IOException {
    put("a/1", Bytes.random(1, 10));
    put("a/2", Bytes.random(2, 10));
    put("b/1", Bytes.random(3, 10));
    store.delete(List.of("a/1", "b/1", "b/2", "x/y/z"));
    assertThat(allKeys("", 10)).containsExactly("a/2");
    store.delete(List.of("a/1"));
    store.delete(List.of());
  }

  @Test
  void aDeletedKeyTakesNewBytes() throws IOException {
    put("a/1", Bytes.random(1, 10));
    put("a/2", Bytes.random(1, 10));
    store.delete(List.of("a/1"));
    byte[] other = Bytes.random(2, 20);
    assertThat(put("a/1", other)).isEqualTo(PutResult.STORED);
    assertThat(store.head("a/1").orElseThrow().crc32c()).hasValue(Bytes.crc32c(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", ".a", "a b", "a\0b"})
  void aKeyThatCouldPointElsewhereIsInvalid(String key) throws IOException {
    Path file = Bytes.file(local.resolve("segment"), Bytes.random(1, 10));
    int crc = Bytes.crc32c(Bytes.random(1, 10));
    assertKind(Kind.INVALID, () -> store.putIfAbsent(key, file, crc));
    assertKind(Kind.INVALID, () -> store.read(key, 0, ByteBuffer.allocate(1)));
    assertKind(Kind.INVALID, () -> store.head(key));
    assertKind(Kind.INVALID, () -> store.delete(List.of(key)));
    assertKind(Kind.INVALID, () -> store.putIfAbsent(key, ByteBuffer.allocate(1)));
    assertKind(Kind.INVALID, () -> store.copyIfAbsent(key, "a"));
    assertKind(Kind.INVALID, () -> store.copyIfAbsent("a", key));
    assertKind(Kind.INVALID, () -> store.changeTier(key, Tier.STANDARD));
    assertKind(Kind.INVALID, () -> store.restore(key, Duration.ofDays(1)));
  }

  protected static void assertKind(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).as(e.toString()).isEqualTo(kind));
  }
}
