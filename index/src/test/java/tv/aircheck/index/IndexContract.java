package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tv.aircheck.index.Recordings.segmentOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.LedTo;
import tv.aircheck.index.access.Visibility;

/** What every index does, whatever database is below. */
abstract class IndexContract {
  static final ChannelName JUSTIN = new ChannelName("live", "justin");
  static final ChannelName EMMA = new ChannelName("live", "emma");

  Index index;
  Recordings given;

  /** An empty one. */
  abstract Index open();

  @BeforeEach
  void openIndex() {
    index = open();
    given = new Recordings(index);
  }

  @AfterEach
  void closeIndex() {
    index.close();
  }

  @Test
  void aBroadcastIsItsTakesWithoutTheirGaps() {
    long first = given.live(JUSTIN, "A", 1_000);
    long second = given.take("A", "B");
    given.segment(segmentOf(first, 0, 500, 0, 9_960));
    index.writeNow(tx -> tx.gaps().add(new GapRow(first, 500, 700, 9_960, 12_960, "spill", 5)));
    given.segment(segmentOf(first, 700, 1_000, 12_960, 20_000));
    given.segment(segmentOf(second, 0, 50, 0, 4_000));

    BroadcastRow row = index.broadcasts().find("A").orElseThrow();

    assertThat(row.durationMs()).isEqualTo(20_000 - 3_000 + 4_000);
    assertThat(row.bytes()).isEqualTo(850);
    assertThat(row.takes()).isEqualTo(2);
    assertThat(row.isLive()).isTrue();
    assertThat(row.endedAtMs()).isNull();
    assertThat(index.takes().ofBroadcast("A")).extracting(TakeRow::id).containsExactly("A", "B");
    assertThat(index.gaps().ofTake(first)).extracting(GapRow::toMs).containsExactly(12_960L);
  }

  @Test
  void whatIsSaidTwiceIsThereOnce() {
    long take = given.live(JUSTIN, "A", 1_000);
    assertThat(given.live(JUSTIN, "A", 1_000)).isEqualTo(take);
    assertThat(given.segment(segmentOf(take, 0, 500, 0, 10))).isTrue();
    assertThat(given.segment(segmentOf(take, 0, 500, 0, 10))).isFalse();
    GapRow gap = new GapRow(take, 500, 600, 10, 20, "spill", 5);
    assertThat(index.<Boolean>writeNow(tx -> tx.gaps().add(gap))).isTrue();
    assertThat(index.<Boolean>writeNow(tx -> tx.gaps().add(gap))).isFalse();

    TakeRow.Extent extent = index.takes().find("A").orElseThrow().extent();
    assertThat(extent).isEqualTo(new TakeRow.Extent(500, 20, 10, 500));
  }

  @Test
  void aSegmentComesBackAsItWasWritten() {
    long take = given.live(JUSTIN, "A", 1_000);
    long wall = 1_795_359_903_123L;
    SegmentRow row =
        new SegmentRow(
            take,
            1L << 40,
            (1L << 40) + 9,
            3,
            4,
            wall,
            400,
            409,
            0xCAFEBABE,
            true,
            new Codecs(null, "opus", 0, 0, 48_000, 2),
            new byte[] {9, 8});
    given.segment(row);

    assertThat(index.segments().first(take)).get().usingRecursiveComparison().isEqualTo(row);
  }

  @Test
  void listsNewestFirstInPagesThatSurviveNewcomers() {
    for (int i = 0; i < 25; i++) {
      given.ended(i % 5 == 0 ? EMMA : JUSTIN, "B%02d".formatted(i), 1_000 + i / 2);
    }
    List<String> seen = new ArrayList<>();
    BroadcastPage page = index.broadcasts().list(BroadcastFilter.all(), null, 4);
    given.live(JUSTIN, "NEW", 9_000);
    while (true) {
      page.rows().forEach(row -> seen.add(row.id()));
      if (page.next() == null) {
        break;
      }
      page = index.broadcasts().list(BroadcastFilter.all(), page.next(), 4);
    }

    List<String> expected =
        IntStream.range(0, 25).mapToObj(i -> "B%02d".formatted(24 - i)).toList();
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void listsByChannelStateAndTime() {
    given.ended(JUSTIN, "A", 1_000);
    given.live(JUSTIN, "B", 2_000);
    given.ended(EMMA, "C", 3_000);

    assertThat(list(BroadcastFilter.all().of(JUSTIN))).containsExactly("B", "A");
    assertThat(list(BroadcastFilter.all().in(BroadcastState.LIVE))).containsExactly("B");
    assertThat(list(BroadcastFilter.all().between(2_000L, 3_000L))).containsExactly("B");
    assertThat(list(BroadcastFilter.all().of(new ChannelName("no", "body")))).isEmpty();
    assertThat(index.broadcasts().latest(JUSTIN)).map(BroadcastRow::id).hasValue("B");
    assertThat(at(1_999, Caller.NOBODY)).hasValue("A");
    assertThat(at(999, Caller.NOBODY)).isEmpty();
    assertThatThrownBy(() -> index.broadcasts().list(BroadcastFilter.all(), "x", 1))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("'x'");
  }

  private Optional<String> at(long ms, Caller caller) {
    return index.broadcasts().at(JUSTIN, ms, LedTo.of(caller, JUSTIN)).map(BroadcastRow::id);
  }

  @Test
  void aChannelsAddressLeadsToTheNewestThatIsForWhoAsks() {
    given.ended(JUSTIN, "A", 1_000);
    given.ended(JUSTIN, "B", 2_000);
    given.ended(JUSTIN, "C", 3_000);
    given.live(JUSTIN, "D", 4_000);
    index.writeNow(tx -> tx.channels().visibility(JUSTIN, Visibility.UNLISTED));
    assertThat(at(9_000, Caller.NOBODY)).hasValue("D");
    index.writeNow(tx -> tx.broadcasts().visibility("D", Visibility.PRIVATE));
    assertThat(at(9_000, Caller.NOBODY)).hasValue("C");
    index.writeNow(tx -> tx.broadcasts().visibility("C", Visibility.UNLISTED));
    assertThat(at(9_000, Caller.NOBODY)).as("its own address alone leads to C").hasValue("B");
    index.writeNow(tx -> tx.channels().visibility(JUSTIN, Visibility.PRIVATE));
    assertThat(at(9_000, Caller.NOBODY)).isEmpty();
    index.writeNow(tx -> tx.broadcasts().visibility("A", Visibility.PUBLIC));
    assertThat(at(9_000, Caller.NOBODY)).hasValue("A");
    assertThat(at(9_000, Caller.OPEN)).hasValue("D");
    assertThat(at(3_999, Caller.OPEN)).hasValue("C");
  }

  private List<String> list(BroadcastFilter filter) {
    return index.broadcasts().list(filter, null, 10).rows().stream().map(BroadcastRow::id).toList();
  }

  @Test
  void channelsSayWhetherTheyAreLive() {
    given.ended(JUSTIN, "A", 1_000);
    given.live(JUSTIN, "B", 2_000);
    index.writeNow(tx -> tx.channels().ensure(EMMA, 5));

    List<ChannelRow> rows = index.channels().list(null, 10);

    assertThat(rows).extracting(ChannelRow::channel).containsExactly(EMMA, JUSTIN);
    assertThat(rows.get(0).live()).isFalse();
    assertThat(rows.get(0).lastStartedAtMs()).isEqualTo(-1);
    assertThat(rows.get(1).live()).isTrue();
    assertThat(rows.get(1).broadcasts()).isEqualTo(2);
    assertThat(rows.get(1).lastStartedAtMs()).isEqualTo(2_000);
    assertThat(index.channels().list(EMMA, 10)).hasSize(1);
    assertThat(index.channels().find(JUSTIN)).isPresent();
  }

  @Test
  void aTakeEndsOnceAndABroadcastCanComeBack() {
    long seq = given.live(JUSTIN, "A", 1_000);
    assertThat(index.takes().open()).extracting(TakeRow::seq).containsExactly(seq);
    assertThat(index.<Boolean>writeNow(tx -> tx.takes().end(seq, 7, "UNPUBLISHED"))).isTrue();
    assertThat(index.<Boolean>writeNow(tx -> tx.takes().end(seq, 8, "LOST"))).isFalse();
    assertThat(index.takes().find(seq).orElseThrow().end())
        .isEqualTo(new TakeRow.End(7, "UNPUBLISHED"));
    assertThat(index.takes().open()).isEmpty();

    assertThat(index.broadcasts().offAir()).extracting(BroadcastRow::id).containsExactly("A");
    assertThat(index.takes().endedSince(7, 10)).hasSize(1);
    assertThat(index.takes().endedSince(8, 10)).isEmpty();

    index.writeNow(tx -> tx.broadcasts().end("A", 9));
    assertThat(index.broadcasts().find("A").orElseThrow().endedAtMs()).isEqualTo(9);
    assertThat(index.broadcasts().offAir()).isEmpty();
    assertThat(index.<Boolean>writeNow(tx -> tx.takes().reopen(seq))).isTrue();
    assertThat(index.takes().find(seq).orElseThrow().isOpen()).isTrue();
    index.writeNow(tx -> tx.broadcasts().resume("A"));
    assertThat(index.broadcasts().find("A").orElseThrow().isLive()).isTrue();
  }

  @Test
  void uploadsAreClaimedOldestFirstAndRetriedWhenDue() {
    long take = given.live(JUSTIN, "A", 1_000);
    given.uploadable(segmentOf(take, 0, 10, 0, 1), 100);
    given.uploadable(segmentOf(take, 10, 30, 1, 2), 200);

    assertThat(index.uploads().anyDue(99)).isFalse();
    assertThat(index.uploads().anyDue(100)).isTrue();
    assertThat(claim(1, 300)).containsExactly(0L);
    assertThat(claim(5, 300)).containsExactly(10L);
    assertThat(claim(5, 300)).isEmpty();
    index.writeNow(tx -> tx.uploads().failed(take, 0, 900, "no route"));
    assertThat(claim(5, 899)).isEmpty();
    assertThat(index.uploads().backlog().segments()).isEqualTo(2);
    assertThat(index.uploads().find(take, 0).orElseThrow().lastError()).isEqualTo("no route");
    assertThat(claim(5, 900)).containsExactly(0L);
    assertThat(index.<Boolean>writeNow(tx -> tx.uploads().stored(take, 0))).isTrue();
    assertThat(index.uploads().find(take, 0).orElseThrow().state()).isEqualTo(UploadState.STORED);
    index.writeNow(
        tx -> {
          tx.uploads().releaseAll();
          return null;
        });
    assertThat(claim(5, 900)).containsExactly(10L);
    assertThat(index.uploads().ofTake(take, -1, 10))
        .extracting(UploadRow::state)
        .containsExactly(UploadState.STORED, UploadState.UPLOADING);
  }

  private List<Long> claim(int limit, long nowMs) {
    return index.writeNow(tx -> tx.uploads().claim(limit, nowMs, 0)).rows().stream()
        .map(UploadRow::startPosition)
        .toList();
  }

  @Test
  void aRemovedBroadcastIsHiddenThenGone() {
    long take = given.live(JUSTIN, "A", 1_000);
    given.uploadable(segmentOf(take, 0, 10, 0, 1), 100);
    assertThat(markRemoving("A")).as("while live").isFalse();
    index.writeNow(tx -> tx.broadcasts().end("A", 9));
    index.writeNow(tx -> tx.broadcasts().lock("A", true));
    assertThat(markRemoving("A")).as("while locked").isFalse();
    index.writeNow(tx -> tx.broadcasts().lock("A", false));
    assertThat(markRemoving("A")).isTrue();
    assertThat(markRemoving("A")).as("again, after a crash").isTrue();

    assertThat(list(BroadcastFilter.all())).isEmpty();
    assertThat(index.broadcasts().latest(JUSTIN)).isEmpty();
    assertThat(claim(5, 900)).as("uploads of it").isEmpty();
    assertThat(index.<Boolean>writeNow(tx -> tx.uploads().stored(take, 0))).isFalse();
    assertThat(index.broadcasts().in(BroadcastState.REMOVING)).hasSize(1);

    index.writeNow(
        tx -> {
          tx.takes().remove(take);
          return tx.broadcasts().remove("A");
        });
    assertThat(index.broadcasts().find("A")).isEmpty();
    assertThat(index.takes().find("A")).isEmpty();
    assertThat(index.segments().first(take)).isEmpty();
  }

  private boolean markRemoving(String id) {
    return index.writeNow(tx -> tx.broadcasts().markRemoving(id));
  }

  @Test
  void aFailingWorkFailsAlone() {
    long take = given.live(JUSTIN, "A", 1_000);
    CompletableFuture<Boolean> before =
        index.write(tx -> tx.segments().add(segmentOf(take, 0, 10, 0, 1)));
    CompletableFuture<Boolean> orphan =
        index.write(tx -> tx.segments().add(segmentOf(take + 99, 0, 10, 0, 1)));
    CompletableFuture<Object> thrower =
        index.write(
            tx -> {
              tx.segments().add(segmentOf(take, 500, 510, 0, 1));
              throw new IllegalStateException("changed my mind");
            });
    CompletableFuture<Boolean> after =
        index.write(tx -> tx.segments().add(segmentOf(take, 10, 20, 1, 2)));

    assertThat(before.join()).isTrue();
    assertThat(after.join()).isTrue();
    assertThatThrownBy(orphan::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            IndexException.class, e -> assertThat(e.kind()).isEqualTo(IndexException.Kind.INVALID));
    assertThatThrownBy(thrower::join).hasMessageContaining("changed my mind");
    assertThat(index.segments().ofTake(take, -1, 10))
        .extracting(SegmentRow::startPosition)
        .containsExactly(0L, 10L);
  }

  @Test
  void anErrorInAWorkStopsNothing() {
    assertThatThrownBy(
            () ->
                index.writeNow(
                    tx -> {
                      throw new AssertionError("a bug");
                    }))
        .hasRootCauseMessage("a bug");
    given.live(JUSTIN, "A", 1_000);
    assertThat(index.broadcasts().find("A")).isPresent();
  }

  @Test
  void manyThreadsWriteAndReadAtOnce() {
    long take = given.live(JUSTIN, "A", 1_000);
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int lane = t;
      threads.add(CompletableFuture.runAsync(() -> writeAndReadBack(take, lane)));
    }
    threads.forEach(CompletableFuture::join);

    List<SegmentRow> all = index.segments().ofTake(take, -1, 1_000);
    assertThat(all).hasSize(8 * 40);
    assertThat(index.takes().find(take).orElseThrow().extent().bytes()).isEqualTo(8 * 40 * 10);
  }

  private void writeAndReadBack(long take, int lane) {
    for (int i = 0; i < 40; i++) {
      long position = (i * 8L + lane) * 10;
      assertThat(given.segment(segmentOf(take, position, position + 10, position, position + 9)))
          .isTrue();
      assertThat(index.segments().atPosition(take, position + 5))
          .map(SegmentRow::startPosition)
          .hasValue(position);
    }
  }

  @Test
  void whatIsQueuedIsWrittenBeforeItCloses() {
    long take = given.live(JUSTIN, "A", 1_000);
    List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      long at = i * 10L;
      writes.add(index.write(tx -> tx.segments().add(segmentOf(take, at, at + 10, at, at + 9))));
    }
    index.close();

    assertThat(writes).allSatisfy(write -> assertThat(write.join()).isTrue());
    assertThatThrownBy(() -> index.writeNow(tx -> 1))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aWorkCannotWaitForAnother() {
    assertThatThrownBy(() -> index.writeNow(tx -> index.<Integer>writeNow(inner -> 1)))
        .isInstanceOf(IllegalStateException.class);
  }
}
