package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies once after every step of writing a segment; the next start has to find what was
 * promised.
 */
class SpoolCrashTest {
  private static final SegmentKey KEY = SegmentKey.of("live", "me", "TAKE", 0, 7_000);
  private static final int HEAD = 100;
  private static final byte[] FILE = Bytes.random(1, 5_000);

  @TempDir Path temp;

  /** What the writer was told before the end. */
  private int synced;

  private boolean sealed;

  @ParameterizedTest
  @EnumSource
  void nothingThatWasSyncedIsLost(Ending ending) throws IOException {
    sealed = false;
    for (int steps = 0; !sealed; steps++) {
      Path folder = Files.createDirectory(temp.resolve(ending + "-" + steps));
      FaultyDisk disk = new FaultyDisk().crashAfter(steps);
      writeUntilCrash(folder, disk);
      ending.happen(disk);

      String where = ending + " after " + disk.trace();
      Spool spool = Spool.open(folder.resolve("spool"), new LocalDisk());
      checkPromises(spool, where);
      complete(spool);
      assertThat(Files.readAllBytes(spool.sealedPath(KEY))).as(where).isEqualTo(FILE);
      assertThat(spool.usage().bytes()).as(where).isEqualTo(FILE.length);
    }
  }

  private void writeUntilCrash(Path folder, FaultyDisk disk) {
    synced = 0;
    SpoolSegment segment = null;
    try {
      segment = Spool.open(folder.resolve("spool"), disk).create(KEY, HEAD, 40);
      Bytes.write(segment, FILE, 0, HEAD);
      for (int written = HEAD; written < FILE.length; written += 700) {
        Bytes.write(segment, FILE, written, written + 700);
        segment.sync();
        synced = written + 700;
      }
      segment.seal();
      sealed = true;
    } catch (StorageException e) {
      assertThat(e).hasMessageContaining("crashed before");
    }
    if (segment != null) {
      closeQuietly(segment);
    }
  }

  /** The operating system closes files of the dead; here the test has to. */
  private static void closeQuietly(SpoolSegment segment) {
    try {
      segment.abandon();
    } catch (StorageException e) {
      throw new AssertionError(e);
    }
  }

  private void checkPromises(Spool spool, String where) throws IOException {
    List<SpoolFile> found = spool.sealed();
    List<SpoolFile> parts = spool.parts();
    assertThat(found.size() + parts.size()).as(where).isLessThanOrEqualTo(1);
    if (sealed) {
      assertThat(found).as(where).hasSize(1);
    }
    if (found.isEmpty() && parts.isEmpty()) {
      assertThat(synced).as(where).isZero();
    }
    for (SpoolFile part : parts) {
      byte[] bytes = Files.readAllBytes(part.path());
      assertThat(bytes).as(where).isEqualTo(Arrays.copyOf(FILE, bytes.length));
      assertThat(bytes.length).as(where).isGreaterThanOrEqualTo(synced);
    }
  }

  private static void complete(Spool spool) throws IOException {
    if (!spool.sealed().isEmpty()) {
      return;
    }
    List<SpoolFile> parts = spool.parts();
    int whole = parts.isEmpty() ? 0 : (int) Files.size(parts.get(0).path());
    SpoolSegment segment =
        parts.isEmpty() ? spool.create(KEY, HEAD, 40) : spool.reopen(KEY, HEAD, 40, whole);
    Bytes.write(segment, FILE, whole, FILE.length);
    segment.seal();
  }
}
