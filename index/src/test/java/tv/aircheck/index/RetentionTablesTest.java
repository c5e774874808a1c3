package tv.aircheck.index;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.index.Recordings.segmentOf;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the index keeps for retention: marks, rules, and what was done. */
class RetentionTablesTest extends OnAnIndex {
  @Test
  void aMarkedBroadcastIsHiddenAndCanBeHadBack() {
    given.ended(JUSTIN, "A", 1_000);
    BroadcastMark mark = new BroadcastMark(2_000, 9_000, "keep-for 1s");
    assertThat(mark("A", 5, mark)).as("ended at another time").isFalse();
    index.writeNow(tx -> tx.broadcasts().lock("A", true));
    assertThat(mark("A", 1_001, mark)).as("while locked").isFalse();
    index.writeNow(tx -> tx.broadcasts().lock("A", false));
    assertThat(mark("A", 1_001, mark)).isTrue();
    assertThat(mark("A", 1_001, mark)).as("again").isFalse();

    assertThat(list(BroadcastFilter.all())).isEmpty();
    assertThat(list(BroadcastFilter.all().in(BroadcastState.MARKED))).containsExactly("A");
    assertThat(index.broadcasts().latest(JUSTIN)).isEmpty();
    assertThat(index.channels().find(JUSTIN).orElseThrow().broadcasts()).isZero();
    assertThat(index.broadcasts().find("A").orElseThrow().mark()).isEqualTo(mark);
    assertThat(index.<Boolean>writeNow(tx -> tx.broadcasts().lock("A", true))).isFalse();

    assertThat(index.<Boolean>writeNow(tx -> tx.broadcasts().restore("A"))).isTrue();
    assertThat(list(BroadcastFilter.all())).containsExactly("A");
    assertThat(index.broadcasts().find("A").orElseThrow().mark()).isNull();
    assertThat(mark("A", 1_001, mark)).isTrue();
    assertThat(markRemoving("A")).isTrue();
    assertThat(index.<Boolean>writeNow(tx -> tx.broadcasts().restore("A"))).as("late").isFalse();
  }

  private boolean mark(String id, long endedAtMs, BroadcastMark mark) {
    return index.writeNow(tx -> tx.broadcasts().mark(id, endedAtMs, mark));
  }

  @Test
  void holdingsAreAllBroadcastsWithTheSumOfTheirTakes() {
    long first = given.live(JUSTIN, "A", 1_000);
    long second = given.take("A", "B");
    given.segment(segmentOf(first, 0, 500, 0, 10));
    given.segment(segmentOf(second, 0, 50, 0, 10));
    given.ended(EMMA, "C", 3_000);
    index.writeNow(tx -> tx.broadcasts().tier("C", "ARCHIVE"));

    assertThat(index.retention().holdings())
        .containsExactlyInAnyOrder(
            new Holding(
                "A", JUSTIN, 1_000, null, BroadcastState.LIVE, false, null, "STANDARD", 550, 0),
            new Holding(
                "C", EMMA, 3_000, 3_001L, BroadcastState.ENDED, false, null, "ARCHIVE", 0, 0));
  }

  @Test
  void rulesAreSetChangedAndRemoved() {
    index.writeNow(
        tx -> {
          tx.retention().set(new RuleRow("*/*", "keep-for", 5));
          tx.retention().set(new RuleRow("*/*", "keep-for", 6));
          tx.retention().set(new RuleRow("live/*", "keep-last", RuleRow.OFF));
          return null;
        });
    assertThat(index.retention().rules())
        .containsExactly(
            new RuleRow("*/*", "keep-for", 6), new RuleRow("live/*", "keep-last", RuleRow.OFF));
    assertThat(index.<Boolean>writeNow(tx -> tx.retention().remove("*/*", "keep-for"))).isTrue();
    assertThat(index.<Boolean>writeNow(tx -> tx.retention().remove("*/*", "keep-for"))).isFalse();
  }

  @Test
  void theAuditListsNewestFirstByWhatIsAsked() {
    index.writeNow(
        tx -> {
          for (int i = 0; i < 4; i++) {
            AuditAction action = i % 2 == 0 ? AuditAction.LOCKED : AuditAction.DELETED;
            tx.audit().add(new AuditRow(0, i, "me@here", action, "S" + i, "live/me", 7, "why"));
          }
          return null;
        });
    assertThat(audit(AuditFilter.all())).containsExactly("S3", "S2", "S1", "S0");
    assertThat(audit(new AuditFilter(null, AuditAction.DELETED, null, null, null)))
        .containsExactly("S3", "S1");
    assertThat(audit(new AuditFilter("me@here", null, "S2", null, null))).containsExactly("S2");
    assertThat(audit(new AuditFilter(null, null, null, 1L, 3L))).containsExactly("S2", "S1");
    assertThat(audit(new AuditFilter("you@here", null, null, null, null))).isEmpty();
    List<AuditRow> page = index.audit().list(AuditFilter.all(), Long.MAX_VALUE, 2);
    assertThat(index.audit().list(AuditFilter.all(), page.get(1).id(), 2))
        .extracting(AuditRow::subject)
        .containsExactly("S1", "S0");
  }

  private List<String> audit(AuditFilter filter) {
    return index.audit().list(filter, Long.MAX_VALUE, 10).stream().map(AuditRow::subject).toList();
  }

  private boolean markRemoving(String id) {
    return index.writeNow(tx -> tx.broadcasts().markRemoving(id));
  }

  private List<String> list(BroadcastFilter filter) {
    return index.broadcasts().list(filter, null, 10).rows().stream().map(BroadcastRow::id).toList();
  }
}
