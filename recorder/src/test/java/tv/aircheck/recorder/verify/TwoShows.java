package tv.aircheck.recorder.verify;

import static tv.aircheck.recorder.TestArchive.JUSTIN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.TestArchive;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;

/** Two shows of five segments each, stored, with their manifests; the store's files are its own. */
abstract class TwoShows {
  static final String MANIFEST = "broadcasts/live/justin/2025/11/24/T1/manifest-0001.json";
  private static final long STARTED_MS = 1_764_000_000_000L;

  @TempDir Path folder;
  TestArchive archive;
  ManifestKeeper keeper;
  List<String> before;
  List<String> keys;

  @BeforeEach
  void record() throws IOException {
    archive = new TestArchive(folder);
    keeper = new ManifestKeeper(archive.index(), archive.spool(), archive.store(), archive.clock);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 41_000));
    archive.record(JUSTIN, "T1", log, STARTED_MS);
    archive.record(JUSTIN, "T2", log, STARTED_MS + 3_600_000);
    archive.store("T1").store("T2");
    archive.endBroadcasts();
    keeper.writeDue();
    before = ArchiveText.of(archive.index());
    TakeRow take = archive.index().takes().find("T1").orElseThrow();
    keys =
        archive.index().segments().ofTake(take.seq(), -1, 100).stream()
            .map(row -> TakeKeys.of(take, row.startPosition()).storeKey())
            .toList();
    // In a directory the objects are the spool's files: what is done to one is done to the other.
    for (String key : keys) {
      Path copy = Files.createTempFile(folder, "own", ".flv");
      Files.copy(archive.object(key), copy, StandardCopyOption.REPLACE_EXISTING);
      Files.move(copy, archive.object(key), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @AfterEach
  void close() {
    archive.close();
  }

  static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
  }

  SegmentRow segment(int number) {
    long seq = archive.index().takes().find("T1").orElseThrow().seq();
    return archive.index().segments().ofTake(seq, -1, 100).get(number);
  }

  List<Violation> violations() throws IOException {
    List<Violation> found = new ArrayList<>();
    new IndexCheck(
            folder.resolve("index.db"),
            archive.index(),
            archive.spool(),
            archive.store(),
            found::add)
        .run(over -> {});
    return found;
  }
}
