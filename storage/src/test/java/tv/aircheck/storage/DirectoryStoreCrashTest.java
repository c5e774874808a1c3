package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The process dies once after every step of a put; putting again after the restart always completes
 * it.
 */
class DirectoryStoreCrashTest {
  private static final String KEY = SegmentKey.of("live", "me", "TAKE", 0, 7_000).storeKey();
  private static final byte[] CONTENT = Bytes.random(2, 300_000);
  private static final int CRC = Bytes.crc32c(CONTENT);

  @TempDir Path temp;
  private boolean stored;

  @ParameterizedTest
  @CsvSource({
    "KILLED, LINKED", "KILLED, COPIED", "KILLED, MADE",
    "POWER_CUT, LINKED", "POWER_CUT, COPIED", "POWER_CUT, MADE"
  })
  void anObjectIsThereInWholeOrNotAtAll(Ending ending, Way way) throws IOException {
    for (int steps = 0; !stored; steps++) {
      Path folder = Files.createDirectory(temp.resolve(ending + "-" + way + "-" + steps));
      Path segment = Bytes.file(folder.resolve("spool/segment.flv"), CONTENT);
      FaultyDisk disk = new FaultyDisk().crashAfter(steps);
      putUntilCrash(folder, segment, way == Way.COPIED ? disk.withoutLinks() : disk, way);
      ending.happen(disk);

      String where = ending + " after " + disk.trace();
      DirectoryStore store = DirectoryStore.open(folder.resolve("store"), new LocalDisk());
      store.removeLeftOvers();
      Path object = folder.resolve("store").resolve(KEY);
      assertThat(store.head(KEY).isPresent()).as(where).isEqualTo(Files.exists(object));
      if (stored) {
        assertThat(object).as(where).exists();
      }
      if (Files.exists(object)) {
        assertThat(Files.readAllBytes(object)).as(where).isEqualTo(CONTENT);
      }

      store.putIfAbsent(KEY, segment, CRC);
      assertThat(Files.readAllBytes(object)).as(where).isEqualTo(CONTENT);
      assertThat(store.head(KEY).orElseThrow().crc32c()).as(where).hasValue(CRC);
      assertThat(new LocalDisk().list(folder.resolve("store/.incoming"))).as(where).isEmpty();
      assertThat(store.list("", "", 10).objects()).as(where).hasSize(1);
    }
  }

  private enum Way {
    /** A file on the store's own file system. */
    LINKED,
    /** A file on another one. */
    COPIED,
    /** Bytes in memory. */
    MADE
  }

  private void putUntilCrash(Path folder, Path segment, FaultyDisk disk, Way way) {
    try {
      DirectoryStore store = DirectoryStore.open(folder.resolve("store"), disk);
      PutResult result =
          way == Way.MADE
              ? store.putIfAbsent(KEY, ByteBuffer.wrap(CONTENT))
              : store.putIfAbsent(KEY, segment, CRC);
      stored = result == PutResult.STORED;
    } catch (StorageException e) {
      assertThat(e).hasMessageContaining("crashed before");
    }
  }
}
