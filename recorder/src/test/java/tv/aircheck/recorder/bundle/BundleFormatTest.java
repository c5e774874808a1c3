package tv.aircheck.recorder.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.recorder.bundle.BundleLayout.Show;
import tv.aircheck.recorder.bundle.BundleTable.Member;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.BroadcastKey.BundleKey;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.DebianProgram;

/** Whatever the segments are, bundles hold exactly them, and anyone can read them. */
class BundleFormatTest {
  private static final long STARTED_MS = 1_764_000_000_123L;
  private static final byte[] MANIFEST = "{\"format\":\"not looked at here\"}".getBytes(UTF_8);

  @TempDir Path folder;

  /** Segments in a store, and the bundles made of them. */
  private static final class Shelf {
    final Map<String, byte[]> segments = new LinkedHashMap<>();
    final List<BundleKey> keys = new ArrayList<>();
    final Map<SegmentKey, Place> places = new LinkedHashMap<>();
    final Path folder;
    final DirectoryStore store;
    List<BundleLayout> layouts;

    Shelf(Path folder) throws IOException {
      this.folder = folder;
      this.store = DirectoryStore.open(folder.resolve("store"), new LocalDisk());
    }

    /** As many as asked for, of which some have nothing in them and some have a very long name. */
    Shelf fill(Random random, int count) throws IOException {
      long position = 0;
      for (int i = 0; i < count; i++) {
        byte[] content = new byte[random.nextInt(5) == 0 ? 0 : random.nextInt(3_000)];
        random.nextBytes(content);
        String name = random.nextBoolean() ? "me" : "n".repeat(1 + random.nextInt(128));
        SegmentKey key = SegmentKey.of("live", name, "T" + i, STARTED_MS, position);
        segments.put(key.storeKey(), content);
        store.putIfAbsent(key.storeKey(), ByteBuffer.wrap(content));
        position += content.length;
      }
      return this;
    }

    Shelf bundle(long mostBytes) throws IOException {
      Path manifest = Files.write(folder.resolve("manifest"), MANIFEST);
      Show show = new Show("T0", STARTED_MS, MANIFEST.length, crc(MANIFEST));
      List<Piece> pieces = new ArrayList<>();
      segments.forEach(
          (key, content) -> pieces.add(new Piece(1, 0, key, content.length, crc(content))));
      layouts = BundleLayout.cut(show, pieces, mostBytes);
      for (BundleLayout layout : layouts) {
        Path file = folder.resolve("bundle");
        int crc = new BundleFile(store, layout).write(file, manifest, bytes -> {});
        assertThat(Files.size(file)).isEqualTo(layout.bytes());
        BundleKey key = BroadcastKey.of("live", "me", "T0", STARTED_MS).bundle(keys.size());
        store.putIfAbsent(key.storeKey(), file, crc);
        Files.delete(file);
        keys.add(key);
      }
      store.delete(segments.keySet());
      return this;
    }

    Path file(BundleKey key) {
      return folder.resolve("store").resolve(key.storeKey());
    }
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Property(tries = 12)
  void holdsExactlyItsSegments(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count)
      throws IOException {
    Path temporary = Files.createTempDirectory("bundle");
    try {
      Random random = new Random(seed);
      long most = 2_000L + random.nextInt(60_000);
      Shelf shelf = new Shelf(temporary).fill(random, count).bundle(most);

      List<String> found = new ArrayList<>();
      for (int i = 0; i < shelf.keys.size(); i++) {
        BundleTable table = new BundleReading(shelf.store).read(shelf.keys.get(i));
        assertThat(table).isEqualTo(shelf.layouts.get(i).table());
        long bytes = shelf.layouts.get(i).bytes();
        assertThat(bytes % TarHeader.RECORD).isZero();
        assertThat(table.segments().size() == 1 || bytes <= most).as("%d", bytes).isTrue();
        for (Member member : table.segments()) {
          found.add(member.key());
          assertThat(member.offset() % TarHeader.RECORD).isZero();
          shelf.places.put(
              SegmentKey.parse(member.key()).orElseThrow(),
              new Place(
                  shelf.keys.get(i).storeKey(),
                  member.offset(),
                  member.bytes(),
                  OptionalInt.empty()));
        }
        assertUnpacks(shelf, shelf.keys.get(i), table);
        assertToldByItsHeaders(shelf, shelf.keys.get(i), table);
      }
      assertThat(found).containsExactlyElementsOf(shelf.segments.keySet());
      assertReadUnderTheirOwnKeys(shelf, random);
    } finally {
      delete(temporary);
    }
  }

  private static void assertReadUnderTheirOwnKeys(Shelf shelf, Random random) throws IOException {
    BundledStore store =
        new BundledStore(shelf.store, key -> Optional.ofNullable(shelf.places.get(key)));
    for (Map.Entry<String, byte[]> segment : shelf.segments.entrySet()) {
      byte[] content = segment.getValue();
      assertThat(read(store, segment.getKey(), 0, content.length + 700)).isEqualTo(content);
      int from = random.nextInt(content.length + 1);
      int to = from + random.nextInt(content.length - from + 1);
      assertThat(read(store, segment.getKey(), from, to - from))
          .isEqualTo(Arrays.copyOfRange(content, from, to));
      assertThat(store.read(segment.getKey(), content.length, ByteBuffer.allocate(9)))
          .isEqualTo(-1);
      assertThat(store.head(segment.getKey()).orElseThrow().bytes()).isEqualTo(content.length);
      store.copyIfAbsent(segment.getKey(), "quarantine/" + segment.getKey());
      assertThat(read(shelf.store, "quarantine/" + segment.getKey(), 0, 9_999)).isEqualTo(content);
    }
  }

  private static byte[] read(
      tv.aircheck.storage.ObjectStore store, String key, long offset, int most) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(most);
    store.read(key, offset, into);
    assertThat(into.limit()).isEqualTo(most);
    return Arrays.copyOf(into.array(), into.position());
  }

  private static void assertUnpacks(Shelf shelf, BundleKey key, BundleTable table)
      throws IOException {
    try (InputStream in = Files.newInputStream(shelf.file(key));
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      TarArchiveEntry first = tar.getNextEntry();
      assertThat(first.getName()).isEqualTo("table.txt");
      assertThat(tar.readAllBytes()).isEqualTo(table.text());
      for (Member member : table.members()) {
        TarArchiveEntry entry = tar.getNextEntry();
        assertThat(entry.getName()).isEqualTo(member.key());
        assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
        assertThat(entry.getMode() & 0777).isEqualTo(0644);
        assertThat(tar.readAllBytes())
            .isEqualTo(member.isManifest() ? MANIFEST : shelf.segments.get(member.key()));
      }
      assertThat(tar.getNextEntry()).isNull();
    }
  }

  /** Without its table, what is where is found all the same. */
  private static void assertToldByItsHeaders(Shelf shelf, BundleKey key, BundleTable table)
      throws IOException {
    byte[] bytes = Files.readAllBytes(shelf.file(key));
    bytes[TarHeader.RECORD + 30] ^= 1;
    Path damaged = shelf.folder.resolve("store").resolve(key.broadcast().bundle(77).storeKey());
    Files.write(damaged, bytes);
    BundleTable found = new BundleReading(shelf.store).read(key.broadcast().bundle(77));
    assertThat(found.members())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("crc32c")
        .isEqualTo(table.members());
    Files.delete(damaged);
  }

  @Test
  void theSameBundleMadeTwiceIsTheSameBytes() throws IOException {
    Shelf one = new Shelf(Files.createDirectory(folder.resolve("one")));
    Shelf two = new Shelf(Files.createDirectory(folder.resolve("two")));
    for (Shelf shelf : List.of(one, two)) {
      shelf.fill(new Random(5), 20).bundle(1 << 20);
    }
    assertThat(one.keys).hasSize(1);
    assertThat(one.file(one.keys.get(0))).hasSameBinaryContentAs(two.file(two.keys.get(0)));
  }

  @Test
  void anyTarProgramUnpacksIt() throws Exception {
    Path program = DebianProgram.find("tar");
    Shelf shelf = new Shelf(folder).fill(new Random(3), 12).bundle(1 << 20);
    Path into = Files.createDirectory(folder.resolve("unpacked"));
    Process tar =
        new ProcessBuilder(
                program.toString(),
                "-xf",
                shelf.file(shelf.keys.get(0)).toString(),
                "-C",
                into.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tar.getInputStream().readAllBytes(), UTF_8);
    assertThat(tar.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    for (Map.Entry<String, byte[]> segment : shelf.segments.entrySet()) {
      assertThat(into.resolve(segment.getKey())).hasBinaryContent(segment.getValue());
    }
    assertThat(into.resolve("manifest.json")).hasBinaryContent(MANIFEST);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
