package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadBacklog;
import tv.aircheck.relay.EndReason;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/** From what a tap hands over to files, rows and objects, without a network. */
@ExtendWith(LeakGuard.class)
class RecorderTest {
  private static final Duration LONG = Await.PATIENCE;
  private static final GeneratedLog SHOW = GeneratedLog.of(LogShape.plain(1, 45_000));

  @TempDir Path folder;
  private Bench bench;
  private final FakeOrigin origin = new FakeOrigin();

  @BeforeEach
  void begin() throws IOException {
    bench = new Bench(folder);
    origin.connect(bench.start());
  }

  @AfterEach
  void end() {
    bench.close();
  }

  static void assertSame(Map<Long, byte[]> files, Map<Long, byte[]> expected) {
    assertThat(files.keySet()).isEqualTo(expected.keySet());
    expected.forEach((position, bytes) -> assertThat(files.get(position)).isEqualTo(bytes));
  }

  private void restart() throws IOException {
    bench.close();
    bench.start();
    origin.connect(bench.recorder());
  }

  @Test
  void aTakeBecomesSegmentsRowsAndObjects() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendAll();
    take.end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();

    Map<Long, byte[]> expected = take.segments();
    assertThat(expected).hasSizeGreaterThan(3);
    assertSame(bench.sealed("T1"), expected);
    assertThat(bench.parts("T1")).isEmpty();
    TakeRow row = bench.take("T1");
    assertThat(row.end().reason()).isEqualTo("UNPUBLISHED");
    assertThat(row.extent().endPosition()).isEqualTo(SHOW.length());
    assertThat(row.extent().bytes()).isEqualTo(SHOW.length());
    assertThat(bench.index().segments().ofTake(row.seq(), -1, 100))
        .extracting(SegmentRow::startPosition)
        .containsExactlyElementsOf(new TreeMap<>(expected).keySet());
    BroadcastRow broadcast = bench.index().broadcasts().find("T1").orElseThrow();
    assertThat(broadcast.durationMs()).isBetween(44_900L, 45_000L);
    assertThat(origin.acked("T1")).isEqualTo(SHOW.length());
    assertThat(origin.consumed()).isEqualTo(SHOW.length());
    Await.until(
        "all is stored",
        () -> {
          UploadBacklog backlog = bench.index().uploads().backlog();
          return backlog.segments() == 0;
        });
    assertThat(bench.store().list("segments/", "", 100).objects()).hasSize(expected.size());
  }

  @Test
  void whatIsWrittenIsAcknowledgedWithoutWaitingForTheSegmentsEnd() {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendUntil(5_000);
    Await.until(
        "it is synced",
        () -> {
          bench.clock.advanceMs(100);
          return origin.acked("T1") == take.position();
        });
  }

  @Test
  void aBrokenConnectionLeavesNoTrace() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendUntil(13_000);
    origin.disconnect();
    assertThat(origin.wanted("T1")).isEqualTo(take.position());
    take.open().sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    assertSame(bench.sealed("T1"), take.segments());
  }

  @Test
  void aRestartInTheMiddleLeavesNoTrace() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendUntil(13_000);
    restart();
    assertThat(origin.wanted("T1")).isEqualTo(take.position());
    assertThat(bench.take("T1").isOpen()).isTrue();
    take.open().sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    assertSame(bench.sealed("T1"), take.segments());
    assertThat(bench.index().gaps().ofTake(bench.take("T1").seq())).isEmpty();
  }

  @Test
  void aTakeWhoseOriginForgotItIsFinished() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendUntil(13_000);
    restart();
    origin.gone("T1");
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    assertThat(bench.parts("T1")).isEmpty();
    TakeRow row = bench.take("T1");
    assertThat(row.end().reason()).isEqualTo("LOST");
    assertThat(row.extent().endPosition()).isEqualTo(take.position());
  }

  @Test
  void anOriginThatStaysAwayLosesItsTakesAndGetsThemBack() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendUntil(13_000);
    origin.disconnect();
    bench.clock.advance(Duration.ofMinutes(11));
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    assertThat(bench.take("T1").end().reason()).isEqualTo("LOST");

    assertThat(origin.wanted("T1")).isEqualTo(take.position());
    take.open().sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    TakeRow row = bench.take("T1");
    assertThat(row.end().reason()).isEqualTo("UNPUBLISHED");
    assertThat(row.extent().bytes()).as("without a hole").isEqualTo(SHOW.length());
  }

  @Test
  void aTakeThatEndedIsNotRecordedTwice() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendAll();
    take.end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    restart();
    assertThat(origin.wanted("T1")).as("so that the origin lets go").isEqualTo(SHOW.length());
    take.openAt(0).sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    assertSame(bench.sealed("T1"), take.segments());
    assertThat(bench.take("T1").extent().bytes()).isEqualTo(SHOW.length());
  }

  @Test
  void missingBytesAreNotedWithBothEnds() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendUntil(13_000);
    long from = take.position();
    take.skip(300);
    long to = take.position();
    take.sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();

    TakeRow row = bench.take("T1");
    GapRow gap = bench.index().gaps().ofTake(row.seq()).get(0);
    assertThat(gap.fromPosition()).isEqualTo(from);
    assertThat(gap.toPosition()).isEqualTo(to);
    assertThat(gap.toMs() - gap.fromMs()).isBetween(3_000L, 6_000L);
    assertThat(row.extent().bytes()).isEqualTo(SHOW.length() - (to - from));
    assertThat(bench.sealed("T1")).containsKey(to);
    assertThat(origin.acked("T1")).isEqualTo(SHOW.length());
  }

  @Test
  void whoJoinsLateMissesTheBeginningAndSaysSo() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW);
    long at = SHOW.tags().get(400).position();
    take.openAt(at).sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    GapRow gap = bench.index().gaps().ofTake(bench.take("T1").seq()).get(0);
    assertThat(gap.fromPosition()).isZero();
    assertThat(gap.toPosition()).isEqualTo(at);
    assertThat(gap.reason()).isEqualTo("JOINED_LATE");
  }

  @Test
  void aTakeThatBroughtNothingLeavesNothing() throws Exception {
    origin.take("T1", SHOW).open().endHere(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    assertThat(bench.index().broadcasts().find("T1")).isEmpty();
    assertThat(bench.index().takes().find("T1")).isEmpty();
  }

  @Test
  void aPublisherWhoComesBackGoesOnWithTheBroadcast() throws Exception {
    origin.take("T1", SHOW).open().sendAll().end(EndReason.DISCONNECTED);
    long ended = FakeOrigin.STARTED_AT_MS + 45_000;
    origin.take("T2", SHOW, ended + 30_000).open().sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
    origin.take("T3", SHOW, ended + 30_000 + 45_000 + 70_000).open().sendUntil(100);
    Await.until("the third is there", () -> bench.index().takes().find("T3").isPresent());

    assertThat(bench.take("T2").broadcastId()).isEqualTo("T1");
    assertThat(bench.take("T3").broadcastId()).isEqualTo("T3");
    bench.clock.setWallClock(java.time.Instant.ofEpochMilli(ended + 300_000));
    Await.until(
        "the first is over", () -> !bench.index().broadcasts().find("T1").orElseThrow().isLive());
    assertThat(bench.index().broadcasts().find("T3").orElseThrow().isLive()).isTrue();
  }

  @Test
  void whatIsNotFlvEndsItsTakeAlone() throws Exception {
    FakeOrigin.Take bad = origin.take("BAD", SHOW).open().sendUntil(5_000);
    FakeOrigin.Take good = origin.take("GOOD", SHOW).open().sendUntil(5_000);
    origin.garbage("BAD", bad.position());
    bad.sendAll();
    good.sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();

    assertThat(bench.take("BAD").end().reason()).isEqualTo("FAILED");
    assertThat(bench.parts("BAD")).isEmpty();
    assertThat(bench.sealed("BAD")).hasSize(1);
    assertSame(bench.sealed("GOOD"), good.segments());
  }

  @Test
  void aChannelThatCannotBeAFolderIsNotRecorded() throws Exception {
    origin.openNamed("T1", "../../etc");
    assertThat(bench.recorder().awaitEnded(LONG)).isTrue();
  }
}
