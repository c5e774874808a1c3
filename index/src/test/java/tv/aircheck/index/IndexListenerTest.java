package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tv.aircheck.index.IndexChange.Kind;
import tv.aircheck.testkit.Await;

/** Who listens learns of what is on disk, and of nothing else. */
class IndexListenerTest extends OnAnIndex {
  private final List<IndexChange> told = new CopyOnWriteArrayList<>();

  @Test
  void aShowFromItsBeginningToItsEnd() {
    index.listener(told::addAll);
    long take = given.live(JUSTIN, "A", 1000);
    given.segment(Recordings.segmentOf(take, 0, 100, 0, 10_000));
    index.writeNow(tx -> tx.broadcasts().end("A", 12_000));
    index.writeNow(tx -> tx.broadcasts().resume("A"));

    assertTold(
        IndexChange.of(Kind.WENT_LIVE, "A"),
        IndexChange.grew(take),
        IndexChange.of(Kind.ENDED, "A"),
        IndexChange.of(Kind.WENT_LIVE, "A"));
  }

  @Test
  void whatWasThereAlreadyIsNoNews() {
    index.listener(told::addAll);
    long take = given.live(JUSTIN, "A", 1000);
    given.segment(Recordings.segmentOf(take, 0, 100, 0, 10_000));
    Await.until("both are told", () -> told.size() == 2);
    told.clear();

    given.live(JUSTIN, "A", 1000);
    given.segment(Recordings.segmentOf(take, 0, 100, 0, 10_000));
    index.writeNow(tx -> tx.broadcasts().resume("A"));
    index.writeNow(tx -> new ShowEdits(tx, 5, "me", "").lock("A", true));

    assertTold(IndexChange.of(Kind.AUDITED, "A"));
  }

  @Test
  void whatWasUndoneDidNotHappen() {
    index.listener(told::addAll);

    assertThatThrownBy(
            () ->
                index.writeNow(
                    tx -> {
                      tx.broadcasts().open("A", tx.channels().ensure(JUSTIN, 1), 1);
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    given.live(EMMA, "B", 2);

    assertTold(IndexChange.of(Kind.WENT_LIVE, "B"));
  }

  @Test
  void aListenerThatFailsHoldsNobodyUp() {
    index.listener(
        changes -> {
          throw new IllegalStateException("on purpose");
        });

    given.live(JUSTIN, "A", 1);
    given.live(EMMA, "B", 2);

    assertThat(index.broadcasts().in(BroadcastState.LIVE)).hasSize(2);
  }

  /** Told after the writer's callers are. */
  private void assertTold(IndexChange... changes) {
    Await.until("all is told", () -> told.size() >= changes.length);
    assertThat(told).containsExactly(changes);
  }
}
