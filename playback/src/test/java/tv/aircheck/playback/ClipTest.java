package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditFilter;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.playback.FakeStream.Sent;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/**
 * A clip plays what its show plays there, frame by frame, also when the rest of the show is gone.
 */
@ExtendWith(LeakGuard.class)
class ClipTest {
  private static final GeneratedLog LOG = GeneratedLog.of(LogShape.plain(1, 45_000));
  private static final GeneratedLog SECOND = GeneratedLog.of(LogShape.plain(2, 25_000));

  @TempDir static Path folder;
  private static TestArchive archive;
  private static ClipDesk desk;
  private static String show;
  private static List<Sent> whole;

  /** A show of two takes, the first with a gap in it. */
  @BeforeAll
  static void record() throws Exception {
    archive = new TestArchive(folder);
    desk = openDesk();
    TestTake take = archive.begin(null, TestArchive.NOON);
    take.append(LOG, 0, at(14_000) + 3);
    take.gapTo(LOG, at(22_000));
    take.append(LOG, at(22_000), LOG.tags().size());
    take.end();
    archive.record(take.id, SECOND);
    archive.end(take.id);
    show = take.id;
    whole = frames(show);
  }

  private static ClipDesk openDesk() {
    return ClipDesk.of(
        archive.index,
        archive.spool,
        archive.store,
        archive.bringBack(archive.store),
        () -> Instant.ofEpochMilli(archive.nowMs),
        new Random(1));
  }

  @AfterAll
  static void close() {
    desk.close();
    archive.close();
  }

  private static int at(long ms) {
    for (int i = 0; i < LOG.tags().size(); i++) {
      GeneratedTag tag = LOG.tags().get(i);
      if (tag.kind() == GeneratedTag.Kind.KEYFRAME && tag.timestampMs() == ms) {
        return i;
      }
    }
    throw new IllegalArgumentException("no keyframe at " + ms);
  }

  private static List<Sent> frames(String id) {
    try (TestViewer viewer = new TestViewer(archive).play(id)) {
      return viewer.frames();
    }
  }

  private static ClipRow clip(String of, long fromMs, long toMs) throws Exception {
    return desk.keep(desk.draft(new ClipRequest(of, fromMs, toMs, "a clip")), "me", "");
  }

  /** What the show plays from an offset on, up to another, from 0 on. */
  private static List<String> expected(List<Sent> of, ClipPlace place) {
    boolean toTheEnd = place.toMs() == of.stream().mapToLong(Sent::ms).max().orElseThrow();
    return of.stream()
        .filter(frame -> frame.ms() >= place.fromMs() && (toTheEnd || frame.ms() < place.toMs()))
        .map(frame -> (frame.ms() - place.fromMs()) + " " + frame.hash())
        .toList();
  }

  private static List<String> played(String id) {
    return frames(id).stream().map(frame -> frame.ms() + " " + frame.hash()).toList();
  }

  @Test
  void playsWhatItsShowPlaysThere() throws Exception {
    long endMs = whole.stream().mapToLong(Sent::ms).max().orElseThrow();
    Random random = new Random(7);
    for (int i = 0; i < 30; i++) {
      long fromMs = random.nextLong(endMs);
      long toMs = i % 7 == 0 ? endMs : Math.min(endMs, fromMs + 1 + random.nextLong(40_000));
      ClipRow clip = clip(show, fromMs, toMs);
      ClipPlace place = desk.place(clip).orElseThrow();
      assertThat(place.fromMs())
          .as("%d to %d", fromMs, toMs)
          .isBetween(fromMs - 2_000, fromMs + 40);
      assertThat(played(clip.id()))
          .as("%d to %d of %s", fromMs, toMs, show)
          .isEqualTo(expected(whole, place));
      assertThat(clip.durationMs()).isBetween(toMs - fromMs - 120, toMs - fromMs + 2_120);
    }
  }

  @Test
  void goesAcrossAGapAndAJoint() throws Exception {
    ClipRow clip = clip(show, 9_000, 50_000);
    assertThat(clip.ranges()).hasSize(2);
    List<String> played = played(clip.id());
    assertThat(played).isEqualTo(expected(whole, desk.place(clip).orElseThrow())).isNotEmpty();
    assertThat(frames(clip.id()).get(0).isKeyframe()).isTrue();
  }

  @Test
  void goesOnWhenTheRestOfItsShowIsGone() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON + 3_600_000);
    take.append(LOG, 0, LOG.tags().size());
    take.end();
    archive.end(take.id);
    List<Sent> before = frames(take.id);
    ClipRow clip = clip(take.id, 15_500, 24_300);
    List<String> expected = expected(before, desk.place(clip).orElseThrow());
    archive.index.writeNow(tx -> tx.broadcasts().markRemoving(take.id));
    removeAllBut(clip, take);
    archive.index.writeNow(tx -> tx.broadcasts().clipped(take.id));

    assertThat(archive.spool.sealed().stream().filter(file -> file.takeId().equals(take.id)))
        .hasSize(2);
    try (TestViewer viewer = new TestViewer(archive)) {
      assertThat(viewer.library.shows().byId(take.id)).isNull();
      viewer.play(clip.id());
      assertThat(viewer.sentFrames()).isEqualTo(expected);
      assertThat(viewer.lost).isEmpty();
    }
    try (ClipDesk later = openDesk()) {
      assertThat(later.place(clip)).isEmpty();
    }
    assertThat(archive.index.clips().find(clip.id())).contains(clip);
  }

  private static void removeAllBut(ClipRow clip, TestTake take) throws Exception {
    ClipRange range = clip.ranges().get(0);
    TakeRow row = archive.index.takes().find(take.id).orElseThrow();
    for (SegmentRow segment : archive.index.segments().ofTake(take.seq, -1, 100)) {
      if (!range.covers(segment.startPosition(), segment.endPosition())) {
        archive.spool.delete(Segment.sealed(row, segment).key());
        GapRow gap =
            new GapRow(
                take.seq,
                segment.startPosition(),
                segment.endPosition(),
                segment.startMs(),
                segment.endMs(),
                "REMOVED",
                1);
        archive.index.writeNow(tx -> tx.segments().remove(segment) && tx.gaps().add(gap));
      }
    }
  }

  @Test
  void ofOneOnAirIsWhatIsStoredOfIt() throws Exception {
    TestTake take = archive.begin(null, TestArchive.NOON + 7_200_000);
    take.append(LOG, 0, LOG.tags().size());
    ClipRow clip = clip(take.id, 3_000, 12_000);
    assertThat(played(clip.id()))
        .isEqualTo(TestViewer.expected(LOG, 2_000, 12_000, -2_000).toList());
    assertThatThrownBy(() -> clip(take.id, 3_000, 44_500))
        .isInstanceOf(NotPlayable.class)
        .hasMessageContaining("as far as it is stored");
    take.abandon();
  }

  @Test
  void whatIsNotThereIsRefusedInWords() throws Exception {
    assertThatThrownBy(() -> clip("NONE", 0, 1)).hasMessageContaining("no broadcast NONE");
    assertThatThrownBy(() -> clip(show, 5_000, 5_000)).hasMessageContaining("behind");
    assertThatThrownBy(() -> clip(show, 0, 3_600_000)).hasMessageContaining("seconds long");
    String clip = clip(show, 0, 5_000).id();
    assertThatThrownBy(() -> clip(clip, 0, 1_000)).hasMessageContaining("a clip itself");
  }

  @Test
  void goesAndComesBack() throws Exception {
    ClipRow clip = clip(show, 0, 5_000);
    assertThat(desk.title(clip.id(), "the drop", "me", "").title()).isEqualTo("the drop");
    desk.mark(clip.id(), Duration.ofDays(1), "me", "too loud");
    try (TestViewer viewer = new TestViewer(archive)) {
      assertThat(viewer.library.shows().byId(clip.id())).isNull();
      viewer.play(show);
    }
    assertThatThrownBy(() -> desk.title(clip.id(), "no", "me", ""))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("clip restore");
    desk.restore(clip.id(), "me", "");
    assertThat(played(clip.id())).isNotEmpty();
    assertThatThrownBy(() -> desk.restore(clip.id(), "me", "")).hasMessageContaining("not marked");
    AuditFilter of = new AuditFilter(null, null, clip.id(), null, null);
    assertThat(archive.index.audit().list(of, Long.MAX_VALUE, 9))
        .extracting(AuditRow::action)
        .containsExactly(
            AuditAction.RESTORED, AuditAction.MARKED, AuditAction.TITLED, AuditAction.CLIPPED);
  }
}
