package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tv.aircheck.index.IndexContract.EMMA;
import static tv.aircheck.index.IndexContract.JUSTIN;
import static tv.aircheck.index.Recordings.segmentOf;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the index keeps of clips, and what they keep. */
class ClipTablesTest extends OnAnIndex {
  private static final BroadcastMark MARK = new BroadcastMark(100, 200, "by hand");

  private long first;
  private long second;

  @BeforeEach
  void record() {
    first = given.live(JUSTIN, "A", 1_000);
    for (int i = 0; i < 3; i++) {
      given.segment(segmentOf(first, i * 100L, i * 100L + 100, i * 10L, i * 10L + 10));
    }
    second = given.take("A", "B");
    given.segment(segmentOf(second, 0, 50, 0, 8));
    index.writeNow(tx -> tx.broadcasts().end("A", 2_000));
  }

  private boolean add(String id, long createdAtMs, ClipRange... ranges) {
    return index.writeNow(
        tx -> tx.clips().add(new NewClip(id, "A", "of " + id, createdAtMs, List.of(ranges))));
  }

  @Test
  void aClipComesBackAsItWasMade() {
    ClipRange tail = new ClipRange(first, 150, 300, 14, 30);
    ClipRange head = new ClipRange(second, 0, 20, 0, 3);
    assertThat(add("K", 7, tail, head)).isTrue();
    assertThat(add("K", 7, tail, head)).as("said again").isFalse();

    ClipRow row = index.clips().find("K").orElseThrow();
    assertThat(row)
        .isEqualTo(new ClipRow("K", "A", JUSTIN, "of K", 7, List.of(tail, head), 19, 170, null));
    assertThat(index.clips().ofBroadcast("A")).containsExactly(row);
    assertThat(index.clips().holdings())
        .containsExactly(new ClipHolding("K", "A", JUSTIN, 7, 170, null));
    assertThat(index.clips().find("A")).isEmpty();
  }

  @Test
  void whatIsMissingInItIsNotCounted() {
    index.writeNow(tx -> tx.segments().remove(segmentOf(first, 100, 200, 10, 20)));
    index.writeNow(tx -> tx.gaps().add(new GapRow(first, 100, 200, 10, 20, "VANISHED", 5)));
    add("K", 7, new ClipRange(first, 0, 250, 0, 25));
    assertThat(index.clips().find("K").orElseThrow())
        .extracting(ClipRow::durationMs, ClipRow::bytes)
        .containsExactly(15L, 150L);
  }

  @Test
  void theyAreListedNewestFirstPageByPage() {
    given.ended(EMMA, "E", 3_000);
    for (int i = 0; i < 5; i++) {
      add("K" + i, i / 2, new ClipRange(first, 0, 100, 0, 10));
    }
    index.writeNow(tx -> tx.clips().mark("K3", MARK));

    ClipPage page = index.clips().list(ClipFilter.all().of(JUSTIN), null, 3);
    assertThat(page.rows()).extracting(ClipRow::id).containsExactly("K4", "K2", "K1");
    ClipPage last = index.clips().list(ClipFilter.all().ofBroadcast("A"), page.next(), 3);
    assertThat(last.rows()).extracting(ClipRow::id).containsExactly("K0");
    assertThat(last.next()).isNull();
    assertThat(index.clips().list(ClipFilter.all().of(EMMA), null, 3).rows()).isEmpty();
    assertThat(index.clips().list(ClipFilter.all().deleted(true), null, 3).rows())
        .extracting(ClipRow::id, ClipRow::mark)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("K3", MARK));
  }

  @Test
  void whatItSaysMakesTheManifestDue() {
    add("K", 7, new ClipRange(first, 0, 100, 0, 10));
    long made = changes();
    index.writeNow(tx -> tx.clips().title("K", null));
    assertThat(changes()).isGreaterThan(made);
    assertThat(index.clips().find("K").orElseThrow().title()).isNull();
    long titled = changes();
    assertThat(index.<Boolean>writeNow(tx -> tx.clips().remove("K"))).isTrue();
    assertThat(changes()).isGreaterThan(titled);
    assertThat(index.<Boolean>writeNow(tx -> tx.clips().remove("K"))).isFalse();
  }

  private long changes() {
    return index.manifests().find("A").orElseThrow().changes();
  }

  @Test
  void aBroadcastIsClippedAsLongAsItHasClips() {
    assertThat(index.<Boolean>writeNow(tx -> tx.broadcasts().clipped("A"))).isFalse();
    add("K", 7, new ClipRange(first, 0, 100, 0, 10));
    add("L", 8, new ClipRange(first, 100, 200, 10, 20));
    index.writeNow(tx -> tx.broadcasts().markRemoving("A"));
    assertThat(add("M", 9, new ClipRange(first, 200, 300, 20, 30))).as("too late").isFalse();
    assertThat(index.<Boolean>writeNow(tx -> tx.broadcasts().clipped("A"))).isTrue();

    assertThat(index.broadcasts().list(BroadcastFilter.all(), null, 9).rows()).isEmpty();
    assertThat(index.broadcasts().latest(JUSTIN)).isEmpty();
    assertThat(index.channels().find(JUSTIN).orElseThrow().broadcasts()).isZero();
    assertThat(index.broadcasts().kept(JUSTIN, null, 9).rows()).hasSize(1);
    assertThat(index.manifests().due(9)).extracting(ManifestRow::broadcastId).contains("A");
    assertThat(index.<Boolean>writeNow(tx -> tx.broadcasts().markRemoving("A"))).isFalse();

    index.writeNow(tx -> tx.clips().remove("K"));
    assertThat(index.broadcasts().find("A").orElseThrow().state())
        .isEqualTo(BroadcastState.REMOVING);
    assertThatThrownBy(() -> removeAll()).isInstanceOf(IndexException.class);
    index.writeNow(tx -> tx.clips().remove("L"));
    removeAll();
    assertThat(index.broadcasts().find("A")).isEmpty();
  }

  private void removeAll() {
    index.writeNow(
        tx -> {
          tx.takes().remove(first);
          tx.takes().remove(second);
          return tx.broadcasts().remove("A");
        });
  }

  @Test
  void aMarkedClipStillKeepsWhatItCovers() {
    add("K", 7, new ClipRange(first, 0, 101, 0, 10), new ClipRange(second, 0, 20, 0, 3));
    add("L", 8, new ClipRange(first, 0, 50, 0, 5));
    assertThat(index.<Boolean>writeNow(tx -> tx.clips().mark("K", MARK))).isTrue();
    assertThat(index.<Boolean>writeNow(tx -> tx.clips().mark("K", MARK))).isFalse();
    assertThat(index.retention().holdings())
        .extracting(Holding::bytes, Holding::clipBytes)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(350L, 250L));
    assertThat(index.<Boolean>writeNow(tx -> tx.clips().restore("K"))).isTrue();
    assertThat(index.<Boolean>writeNow(tx -> tx.clips().restore("K"))).isFalse();
    assertThat(index.clips().find("K").orElseThrow().isShown()).isTrue();
  }
}
