package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** A broadcast that is on air plays from its start and follows into the live edge. */
@ExtendWith(LeakGuard.class)
class LiveEdgeTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 35_000));
  private static final int TAGS = LOG.tags().size();

  @TempDir static Path folder;
  private static TestArchive archive;

  @BeforeAll
  static void open() throws Exception {
    archive = new TestArchive(folder);
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  @Test
  void followsTheRecorderThroughSegmentsAndTakesToTheEnd() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(LOG, 0, 100);
    try (TestViewer viewer = new TestViewer(archive).play(take.id)) {
      int recorded = 100;
      assertThat(viewer.frames()).hasSize(100 - 3);
      while (recorded < TAGS) {
        int more = Math.min(TAGS, recorded + 37);
        take.append(LOG, recorded, more);
        recorded = more;
        viewer.advance(600);
        assertThat(viewer.frames()).hasSize(recorded - 3);
      }
      take.end();
      viewer.advance(2_000);
      assertThat(viewer.events()).containsExactly("begin", "metadata");

      TestTake next = archive.begin(take.id, TestArchive.NOON + 60_000);
      next.append(LOG, 0, 200);
      viewer.advance(1_000);
      next.append(LOG, 200, TAGS);
      next.end();
      viewer.advance(1_000);
      archive.end(take.id);
      viewer.advance(1_000);

      long shift = viewer.first("complete").ms() / 2 + Timeline.JOINT_MS / 2;
      viewer.assertSent(
          Stream.concat(TestViewer.expected(LOG, 0), TestViewer.expected(LOG, shift)));
      assertThat(viewer.events()).containsExactly("begin", "metadata", "complete");
    }
  }

  @Test
  void hearsOfGrowthAtOnceAndDoesNotAskMeanwhile() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(LOG, 0, 100);
    try (TestViewer viewer = new TestViewer(archive).play(take.id)) {
      viewer.advance(1_000);
      int before = viewer.reads;
      viewer.advance(10_000);
      assertThat(viewer.reads - before).isLessThanOrEqualTo(20);

      take.append(LOG, 100, 150);
      viewer.run().advance(100);
      assertThat(viewer.frames()).hasSize(150 - 3);
      take.abandon();
    }
  }

  @Test
  void waitsForTheIndexToCatchUp() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(LOG, 0, 100);
    try (TestViewer viewer = new TestViewer(archive).play(take.id)) {
      take.indexLags = true;
      take.append(LOG, 100, TAGS);
      viewer.advance(3_000);
      assertThat(viewer.events()).containsExactly("begin", "metadata");
      take.index();
      take.indexLags = false;
      take.end();
      archive.end(take.id);
      viewer.advance(3_000);
      viewer.assertSent(TestViewer.expected(LOG, 0));
      assertThat(viewer.lost).isEmpty();
    }
  }

  @Test
  void seeksInWhatIsStillGrowing() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(LOG, 0, TAGS);
    try (TestViewer viewer = new TestViewer(archive).play(take.id).forget()) {
      viewer.player.seek(33_500);
      viewer.run();
      viewer.assertSent(TestViewer.expected(LOG, 32_000, Long.MAX_VALUE, 0));

      viewer.forget();
      viewer.player.seek(Long.MAX_VALUE);
      viewer.run();
      assertThat(viewer.frames().get(0).ms()).isEqualTo(34_000);
      take.abandon();
    }
  }

  @Test
  void beginsBeforeTheFirstFrameIsThere() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON);
    try (TestViewer viewer = new TestViewer(archive).play(take.id)) {
      assertThat(viewer.events()).containsExactly("begin");
      take.append(LOG, 0, 2);
      viewer.advance(1_000);
      assertThat(viewer.events()).containsExactly("begin");
      take.append(LOG, 2, 400);
      viewer.advance(1_000);
      assertThat(viewer.events()).containsExactly("begin", "metadata");
      assertThat(viewer.frames()).hasSize(400 - 3);
      take.abandon();
    }
  }
}
