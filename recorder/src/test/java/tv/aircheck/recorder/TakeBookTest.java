package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.flv.CodecSummary;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.TakeRow;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.testkit.ManualClock;

/** Takes and the broadcasts they make up, in the index. */
class TakeBookTest {
  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;
  private final ManualClock clock = ManualClock.atSomeTime();
  private Index index;
  private TakeBook book;

  @BeforeEach
  void open() {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    book = new TakeBook(index, new BroadcastRule(BroadcastSettings.DEFAULT), clock);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private TakeBook.Entry offer(String id, long startedAtMs, OpenedBy by, String previous) {
    return book.open(
        new TakeOpen(1, id, "live", "x", startedAtMs, "o", by, previous, 0, JoinContext.START));
  }

  /** Records a take of a length, of one segment. */
  private TakeBook.Entry record(String id, long at, long lengthMs, OpenedBy by, String previous) {
    TakeBook.Entry entry = offer(id, at, by, previous);
    book.segment(entry.seq(), segment(0, 1_000, 0, lengthMs, at), null);
    book.end(entry.seq(), "ROLLED");
    return entry;
  }

  private static SegmentSummary segment(
      long from, long to, long startMs, long endMs, long wallClockMs) {
    return new SegmentSummary(
        from,
        to,
        startMs,
        endMs,
        wallClockMs,
        300,
        to - from + 300,
        1,
        new byte[0],
        false,
        new CodecSummary("avc1.64001f", null, 640, 360, 0, 0));
  }

  @Test
  void aRolledTakeGoesOnHoweverLateItIsSeen() {
    record("A", NOON, 12 * HOUR, OpenedBy.PUBLISH, null);
    TakeBook.Entry next = offer("B", NOON + 12 * HOUR + 300_000, OpenedBy.ROLLED, "A");
    assertThat(next.broadcastId()).isEqualTo("A");
  }

  @Test
  void theDailySplitBeginsANewBroadcast() {
    record("A", NOON, 12 * HOUR, OpenedBy.PUBLISH, null);
    record("B", NOON + 12 * HOUR, 12 * HOUR, OpenedBy.ROLLED, "A");
    record("C", NOON + 24 * HOUR, 12 * HOUR, OpenedBy.ROLLED, "B");
    TakeBook.Entry daily = offer("D", NOON + 41 * HOUR, OpenedBy.DAILY, "C");
    assertThat(index.broadcasts().find("A").orElseThrow().takes()).isEqualTo(3);
    assertThat(daily.broadcastId()).isEqualTo("D");
    TakeBook.Entry after = offer("E", NOON + 50 * HOUR, OpenedBy.ROLLED, "D");
    assertThat(after.broadcastId()).isEqualTo("D");
  }

  @Test
  void aTakeEndsWhenItsLastTagWasPublished() {
    TakeBook.Entry entry = offer("A", NOON, OpenedBy.PUBLISH, null);
    book.segment(entry.seq(), segment(0, 10, 0, 9_000, NOON + 40), null);
    book.segment(entry.seq(), segment(10, 20, 10_000, 14_500, NOON + 10_050), null);
    book.end(entry.seq(), "UNPUBLISHED");
    TakeRow row = index.takes().find("A").orElseThrow();
    assertThat(row.end().atMs()).isEqualTo(NOON + 14_550);
  }

  @Test
  void aBroadcastEndsOnceItsPublisherCannotComeBack() {
    record("A", NOON, HOUR, OpenedBy.PUBLISH, null);
    clock.setWallClock(Instant.ofEpochMilli(NOON + HOUR + 60_000));
    book.endBroadcasts();
    assertThat(index.broadcasts().find("A").orElseThrow().isLive()).isTrue();
    clock.advance(Duration.ofMillis(1));
    book.endBroadcasts();
    assertThat(index.broadcasts().find("A").orElseThrow().endedAtMs()).isEqualTo(NOON + HOUR);
  }

  @Test
  void aBroadcastThatWentOnIsWaitedForAnew() {
    record("A", NOON, HOUR, OpenedBy.PUBLISH, null);
    clock.setWallClock(Instant.ofEpochMilli(NOON + HOUR + 1_000));
    book.endBroadcasts();
    record("B", NOON + HOUR + 30_000, HOUR, OpenedBy.PUBLISH, null);
    clock.setWallClock(Instant.ofEpochMilli(NOON + 2 * HOUR + 31_000));
    book.endBroadcasts();
    assertThat(index.broadcasts().find("A").orElseThrow().isLive()).isTrue();
    clock.advance(Duration.ofMinutes(1));
    book.endBroadcasts();
    assertThat(index.broadcasts().find("A").orElseThrow().isLive()).isFalse();
  }

  @Test
  void aTakeThatWasOnItsWayReopensTheBroadcast() {
    record("A", NOON, HOUR, OpenedBy.PUBLISH, null);
    clock.setWallClock(Instant.ofEpochMilli(NOON + 2 * HOUR));
    book.endBroadcasts();
    // It came back in time; the word of it was late.
    assertThat(offer("B", NOON + HOUR + 30_000, OpenedBy.PUBLISH, null).broadcastId())
        .isEqualTo("A");
    assertThat(index.broadcasts().find("A").orElseThrow().isLive()).isTrue();
  }

  @Test
  void aHoleBetweenFoundFilesIsNoted() {
    TakeBook.Entry entry = offer("A", NOON, OpenedBy.PUBLISH, null);
    book.foundSegment(entry.seq(), segment(0, 10, 0, 9_000, NOON));
    book.foundSegment(entry.seq(), segment(30, 40, 30_000, 39_000, NOON + 30_000));
    book.foundSegment(entry.seq(), segment(30, 40, 30_000, 39_000, NOON + 30_000));
    TakeRow row = index.takes().find("A").orElseThrow();
    assertThat(row.extent()).isEqualTo(new TakeRow.Extent(40, 39_000, 21_000, 20));
    assertThat(book.position("A")).hasValue(40);
  }

  @Test
  void aRemovalThatIsNotDoneDoesNotTakeWhatItsPublisherSendsFromNowOn() {
    TakeBook.Entry lost = offer("A", NOON, OpenedBy.PUBLISH, null);
    book.segment(lost.seq(), segment(0, 10, 0, 9_000, NOON), null);
    book.end(lost.seq(), "LOST");
    index.writeNow(tx -> tx.broadcasts().end("A", NOON + 9_000));
    index.writeNow(tx -> tx.broadcasts().markRemoving("A"));

    book.open(
        new TakeOpen(
            1, "A", "live", "x", NOON, "o", OpenedBy.PUBLISH, null, 10, JoinContext.START));

    assertThat(index.broadcasts().find("A").orElseThrow().state()).isEqualTo(BroadcastState.LIVE);
    assertThat(index.broadcasts().in(BroadcastState.REMOVING)).isEmpty();
  }

  @Test
  void onlyWhatTheRecorderEndedItselfIsOpenedAgain() {
    TakeBook.Entry lost = offer("A", NOON, OpenedBy.PUBLISH, null);
    book.segment(lost.seq(), segment(0, 10, 0, 9_000, NOON), null);
    book.end(lost.seq(), "LOST");
    TakeOpen rest =
        new TakeOpen(1, "A", "live", "x", NOON, "o", OpenedBy.PUBLISH, null, 10, JoinContext.START);
    assertThat(book.open(rest).ended()).isFalse();
    book.end(lost.seq(), "UNPUBLISHED");
    assertThat(book.open(rest).ended()).isTrue();
  }
}
