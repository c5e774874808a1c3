package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.index.Recordings.segmentOf;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.aircheck.index.BundleRow.Singles;

/** What the index keeps of bundles. */
class BundleTablesTest extends OnAnIndex {
  private long take;

  @BeforeEach
  void record() {
    take = given.live(IndexContract.JUSTIN, "A", 1_000);
    for (int i = 0; i < 3; i++) {
      given.uploadable(segmentOf(take, i * 100L, i * 100L + 100, i * 10L, i * 10L + 10), 0);
    }
    index.writeNow(tx -> tx.broadcasts().end("A", 2_000));
  }

  private long bundle(String key, long... positions) {
    return index.writeNow(
        tx -> {
          long seq =
              tx.bundles()
                  .add(new BundleRow(0, "A", key, 4_096, -5, 1, "STANDARD", Singles.KEPT, 50));
          for (long position : positions) {
            assertThat(tx.bundles().addMember(seq, take, position, 512 + position)).isTrue();
          }
          return seq;
        });
  }

  @Test
  void aSegmentIsFoundInItsBundle() {
    assertThat(index.bundles().unbundled()).containsExactly(new Unbundled("A", 3));
    long seq = bundle("b-0", 0, 100);

    assertThat(index.bundles().find("A", 100))
        .hasValue(new BundledSegment(take, 100, seq, "b-0", 612, 400, 7));
    assertThat(index.bundles().find("A", 200)).isEmpty();
    assertThat(index.bundles().find("B", 100)).isEmpty();
    assertThat(index.bundles().ofTake(take, 0, 10)).hasSize(1);
    assertThat(index.bundles().unbundled()).containsExactly(new Unbundled("A", 1));
    assertThat(index.bundles().byKey("b-0").orElseThrow())
        .isEqualTo(new BundleRow(seq, "A", "b-0", 4_096, -5, 1, "STANDARD", Singles.KEPT, 50));
  }

  @Test
  void aSegmentIsInOneBundleAtMost() {
    bundle("b-0", 0, 100);
    long second = bundle("b-1", 200);
    assertThat(add(second, 100)).isFalse();
    assertThat(add(second, 12_345)).as("no such segment").isFalse();
    assertThat(index.bundles().find("A", 100).orElseThrow().bundle()).isEqualTo("b-0");
    assertThat(index.bundles().unbundled()).isEmpty();
    assertThat(index.bundles().ofBroadcast("A"))
        .extracting(BundleRow::key)
        .containsExactly("b-0", "b-1");
  }

  private boolean add(long bundle, long position) {
    return index.writeNow(tx -> tx.bundles().addMember(bundle, take, position, 0));
  }

  @Test
  void whatIsBeingDeletedIsNotTakenOutMeanwhile() {
    long seq = bundle("b-0", 0, 100);
    assertThat(index.bundles().dueSingles(49)).isEmpty();
    assertThat(index.bundles().dueSingles(50)).hasSize(1);
    singles(seq, Singles.GOING);
    assertThat(index.bundles().dueSingles(0)).hasSize(1);
    assertThat(takeOut(100)).isFalse();
    singles(seq, Singles.GONE);
    assertThat(index.bundles().dueSingles(Long.MAX_VALUE)).isEmpty();
    assertThat(takeOut(100)).isTrue();
    assertThat(takeOut(100)).isFalse();
    assertThat(index.bundles().find("A", 100)).isEmpty();
  }

  private void singles(long seq, Singles singles) {
    assertThat(index.<Boolean>writeNow(tx -> tx.bundles().singles(seq, singles))).isTrue();
  }

  private boolean takeOut(long position) {
    return index.writeNow(tx -> tx.bundles().removeMember(take, position));
  }

  @Test
  void goesWithItsSegmentsAndItsBroadcast() {
    bundle("b-0", 0, 100);
    SegmentRow first = index.segments().first(take).orElseThrow();
    assertThat(index.<Boolean>writeNow(tx -> tx.segments().remove(first))).isTrue();
    assertThat(index.bundles().ofTake(take, -1, 10)).hasSize(1);
    index.writeNow(tx -> tx.broadcasts().markRemoving("A"));
    index.writeNow(
        tx -> {
          tx.takes().remove(take);
          return tx.broadcasts().remove("A");
        });
    assertThat(index.bundles().ofTake(take, -1, 10)).isEmpty();
    assertThat(index.bundles().ofBroadcast("A")).isEqualTo(List.of());
  }
}
