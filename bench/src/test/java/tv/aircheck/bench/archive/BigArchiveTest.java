package tv.aircheck.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.segmenter.SegmentScan;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolFile;

class BigArchiveTest {
  private static final ArchivePlan TINY =
      new ArchivePlan(3, 2, Duration.ofSeconds(25), Duration.ofSeconds(12));

  @TempDir Path parent;
  private final List<String> said = new ArrayList<>();

  @Test
  void holdsWhatWasPlanned() throws Exception {
    BigArchive archive = BigArchive.of(TINY, parent, said::add);

    try (Index index = Index.open(IndexSettings.at(archive.indexFile()))) {
      List<BroadcastRow> shows = index.broadcasts().list(BroadcastFilter.all(), null, 5_000).rows();
      assertThat(shows).hasSize(TINY.shows() + 2).noneMatch(BroadcastRow::isLive);
      assertThat(shows).filteredOn(show -> show.durationMs() > 19_000).hasSize(TINY.shows() + 1);
      for (int take = 1; take <= TINY.shows(); take++) {
        assertThat(index.segments().ofTake(take, -1, 10)).hasSize(TINY.segments());
      }
      assertThat(index.uploads().backlog().segments()).isZero();
    }
  }

  @Test
  void theShowsWithFilesAreAsRecorded() throws Exception {
    BigArchive archive = BigArchive.of(TINY, parent, said::add);

    Spool spool = Spool.open(archive.data().resolve("spool"), new LocalDisk());
    List<SpoolFile> files = spool.sealed();
    assertThat(files).hasSize(5);
    try (Index index = Index.open(IndexSettings.at(archive.indexFile()))) {
      for (SpoolFile file : files) {
        try (FileChannel channel = FileChannel.open(file.path())) {
          SegmentScan scan = SegmentScan.of(channel);
          assertThat(scan.damage()).isNull();
          long take = index.takes().find(file.takeId()).orElseThrow().seq();
          SegmentRow row = index.segments().atPosition(take, file.startPosition()).orElseThrow();
          assertThat(row.crc32c()).isEqualTo(scan.summary().crc32c());
          assertThat(row.keyframes()).isEqualTo(scan.summary().keyframes());
        }
      }
    }
  }

  @Test
  void isMadeOnceAndKeptUntilItIsRemoved() throws Exception {
    BigArchive archive = BigArchive.of(TINY, parent, said::add);
    assertThat(BigArchive.of(TINY, parent, said::add)).isEqualTo(archive);
    assertThat(said).hasSize(1);

    assertThat(BigArchive.removeAll(parent)).containsExactly(archive.data());
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aSeasonThatIsRemovedLeavesNothing() throws Exception {
    BigArchive archive = BigArchive.of(TINY, parent, said::add);
    try (Index index = Index.open(IndexSettings.at(archive.indexFile()))) {
      Season season = Season.open(index, TINY.seasons());
      index.writeNow(tx -> season.seal(tx, 0));
      season.remove(index);
      List<BroadcastRow> shows = index.broadcasts().list(BroadcastFilter.all(), null, 5_000).rows();
      assertThat(shows).hasSize(TINY.shows() + 2);
      assertThat(index.broadcasts().find(archive.longShow())).isPresent();
    }
  }
}
