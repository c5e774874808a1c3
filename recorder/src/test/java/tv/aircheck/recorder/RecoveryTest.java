package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.recorder.TestArchive.JUSTIN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.storage.SpoolFile;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

/** What a start makes of files in the spool that no row knows of. */
class RecoveryTest {
  private static final long STARTED_MS = 1_764_000_000_000L;
  private static final Deed BY_ME = new Deed("me@here", "a test");

  @TempDir Path folder;
  private TestArchive archive;
  private TakeBook book;
  private TakeRow take;
  private final Map<Path, byte[]> files = new HashMap<>();

  @BeforeEach
  void record() throws IOException {
    archive = new TestArchive(folder);
    book =
        new TakeBook(archive.index(), new BroadcastRule(BroadcastSettings.DEFAULT), archive.clock);
    LogShape shape = LogShape.plain(1, 31_000).withVideo(VideoShape.plain().withFrameBytes(60));
    take = archive.record(JUSTIN, "T1", GeneratedLog.of(shape), STARTED_MS);
    archive.store("T1").endBroadcasts();
    for (SpoolFile file : archive.spool().sealed()) {
      files.put(file.path(), Files.readAllBytes(file.path()));
    }
    assertThat(files).hasSize(4);
    archive
        .index()
        .writeNow(
            tx -> {
              tx.adoption().adopt(STARTED_MS);
              return null;
            });
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private void remove() throws IOException {
    new BroadcastRemoval(archive.index(), archive.spool(), archive.store(), archive.clock)
        .run("T1", BY_ME, deleted -> {});
  }

  /** As another node's spool has it, which was not deleted from. */
  private void putBack(String ending) throws IOException {
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Files.createDirectories(file.getKey().getParent());
      String name = file.getKey().getFileName().toString().replace(".flv", ending);
      Files.write(file.getKey().resolveSibling(name), file.getValue());
    }
  }

  private void start() throws IOException {
    Salvage salvage = new Salvage(archive.spool(), book, SegmenterSettings.DEFAULT);
    Desk desk =
        new Desk(
            book,
            archive.spool(),
            salvage,
            Bench.SETTINGS,
            archive.clock.ticker(),
            RecorderListener.NONE);
    new Recovery(archive.index(), desk).run();
  }

  private void assertNothingCameBack() throws IOException {
    assertThat(archive.index().broadcasts().find("T1")).isEmpty();
    assertThat(archive.index().takes().find("T1")).isEmpty();
    assertThat(archive.spool().sealed()).isEmpty();
    assertThat(archive.spool().parts()).isEmpty();
  }

  @Test
  void whatWasDeletedElsewhereDoesNotComeBack() throws IOException {
    remove();
    putBack(".flv");
    start();
    assertNothingCameBack();
    putBack(".part");
    start();
    assertNothingCameBack();
  }

  @Test
  void anIndexThatCameFromABackupDeletesNothing() throws IOException {
    remove();
    archive
        .index()
        .writeNow(
            tx -> {
              tx.adoption().disown();
              return null;
            });
    putBack(".flv");
    start();
    assertThat(archive.spool().sealed()).hasSize(4);
    TakeRow again = archive.index().takes().find("T1").orElseThrow();
    assertThat(archive.index().segments().ofTake(again.seq(), -1, 9)).hasSize(4);
  }

  @Test
  void whatWasCutToClipsStaysCut() throws IOException {
    SegmentRow row = archive.index().segments().ofTake(take.seq(), -1, 9).get(1);
    ClipRange range =
        new ClipRange(
            take.seq(), row.startPosition(), row.endPosition(), row.startMs(), row.endMs());
    NewClip clip = new NewClip("K1", "T1", null, STARTED_MS, List.of(range));
    archive.index().writeNow(tx -> tx.clips().add(clip));
    remove();
    long gapMs = archive.index().takes().find("T1").orElseThrow().extent().gapMs();

    putBack(".flv");
    start();

    assertThat(archive.spool().sealed())
        .extracting(SpoolFile::startPosition)
        .containsExactly(row.startPosition());
    assertThat(archive.index().segments().ofTake(take.seq(), -1, 9))
        .extracting(SegmentRow::startPosition)
        .containsExactly(row.startPosition());
    assertThat(archive.index().takes().find("T1").orElseThrow().extent().gapMs()).isEqualTo(gapMs);
    assertThat(archive.index().uploads().backlog().segments()).isZero();
  }

  @Test
  void whatNobodyDeletedIsTakenUpAlsoOfATakeThatWasForgotten() throws IOException {
    archive
        .index()
        .writeNow(
            tx -> {
              tx.segments().ofTake(take.seq(), -1, 9).forEach(tx.segments()::remove);
              return null;
            });
    book.end(take.seq(), "FAILED");
    assertThat(archive.index().takes().find("T1")).isEmpty();

    start();

    TakeRow again = archive.index().takes().find("T1").orElseThrow();
    assertThat(archive.index().segments().ofTake(again.seq(), -1, 9)).hasSize(4);
    assertThat(archive.spool().sealed()).hasSize(4);
  }
}
