package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditFilter;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastFilter;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Holding;
import tv.aircheck.index.IndexException;
import tv.aircheck.recorder.retention.PlannedAction.Kind;
import tv.aircheck.recorder.retention.RunReport.Result;
import tv.aircheck.storage.StorageException;

/** Plans carried out, and what people do between a plan and its run. */
class KeeperTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir Path folder;
  private SmallArchive archive;

  @BeforeEach
  void fill() throws IOException {
    archive =
        SmallArchive.in(folder.resolve("data"))
            .adopted()
            .show("A", 50, 1)
            .show("B", 40, 1)
            .show("C", 10, 1)
            .rule("*/*", Rule.KEEP_FOR, 30 * DAY);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @Test
  void aRemovalStopsWhereThePublisherIsBackAndWhatIsGoneByThenIsAGap() throws Exception {
    archive.run();
    archive.clock.advance(Duration.ofDays(7));
    RunListener publisherOfA =
        new RunListener() {
          @Override
          public void step(PlannedAction action, long segments) {
            if (segments > 0) {
              archive.index.writeNow(
                  tx -> tx.broadcasts().wentOn("A") && tx.broadcasts().resume("A"));
            }
          }
        };
    Keeper keeper = archive.keeper(new Steps(Integer.MAX_VALUE));
    keeper.run(keeper.plan(keeper.facts()), Keeper.JOB, false, publisherOfA);

    assertThat(stateOf("A")).isEqualTo(BroadcastState.LIVE);
    long take = archive.index.takes().ofBroadcast("A").get(0).seq();
    assertThat(archive.index.segments().ofTake(take, -1, 10)).isEmpty();
    assertThat(archive.index.gaps().ofTake(take)).extracting(GapRow::reason).contains("REMOVED");
    assertThat(archive.index.broadcasts().find("B")).isEmpty();
  }

  @Test
  void whatIsPlannedIsDoneAndNothingElse() throws Exception {
    RetentionPlan plan = plan();
    assertThat(ids(plan)).containsExactly("A", "B");

    RunReport report = run(plan);

    assertThat(report.lines()).extracting(RunReport.Line::action).isEqualTo(plan.actions());
    assertThat(report.count(Result.DONE)).isEqualTo(2);
    assertThat(stateOf("A")).isEqualTo(BroadcastState.MARKED);
    assertThat(archive.index.broadcasts().list(BroadcastFilter.all(), null, 10).rows())
        .extracting(BroadcastRow::id)
        .containsExactly("C");
    assertThat(plan().actions()).as("nothing is left to do").isEmpty();
    assertThat(plan().waiting()).extracting(Holding::id).containsExactly("A", "B");
    assertThat(archive.keys()).anyMatch(key -> key.contains("/A/"));

    archive.clock.advance(Duration.ofDays(7));
    assertThat(plan().actions()).extracting(PlannedAction::kind).containsOnly(Kind.DELETE);
    archive.run();
    assertThat(archive.keys()).isNotEmpty().allMatch(key -> key.contains("/C"));
    assertThat(archive.index.broadcasts().find("A")).isEmpty();
    assertThat(audit())
        .containsExactly(
            "DELETED B keep-for 30d (*/*): a test",
            "DELETING B keep-for 30d (*/*): a test",
            "DELETED A keep-for 30d (*/*): a test",
            "DELETING A keep-for 30d (*/*): a test",
            "MARKED B keep-for 30d (*/*)",
            "MARKED A keep-for 30d (*/*)");
  }

  @Test
  void whatWasRestoredIsThereAgainAndLocked() throws Exception {
    run(plan());
    archive.curator().restore("A", true, SmallArchive.BY_ME);

    assertThat(stateOf("A")).isEqualTo(BroadcastState.ENDED);
    assertThat(archive.index.broadcasts().find("A").orElseThrow().locked()).isTrue();
    assertThat(plan().actions()).isEmpty();
    archive.curator().unlock("A", SmallArchive.BY_ME);
    assertThat(ids(plan())).containsExactly("A");
    assertThat(audit()).startsWith("UNLOCKED A a test", "LOCKED A restored", "RESTORED A a test");
  }

  @Test
  void whatChangedAfterThePlanIsSkippedAndSaid() throws Exception {
    RetentionPlan plan = plan();
    archive.curator().lock("A", SmallArchive.BY_ME);

    RunReport report = run(plan);

    assertThat(report.lines().get(0).result()).isEqualTo(Result.SKIPPED);
    assertThat(report.lines().get(0).words()).isEqualTo("it was locked since");
    assertThat(stateOf("A")).isEqualTo(BroadcastState.ENDED);
    assertThat(stateOf("B")).isEqualTo(BroadcastState.MARKED);
  }

  @Test
  void aMarkTakenBackBeforeTheDeletionHolds() throws Exception {
    run(plan());
    archive.clock.advance(Duration.ofDays(7));
    RetentionPlan plan = plan();
    archive.curator().restore("A", false, SmallArchive.BY_ME);

    RunReport report = run(plan);

    assertThat(report.lines().get(0).words()).isEqualTo("it is ended by now");
    assertThat(stateOf("A")).isEqualTo(BroadcastState.ENDED);
    assertThat(archive.index.broadcasts().find("B")).isEmpty();
  }

  @Test
  void aSavedPlanLeavesOutWhatChanged() throws Exception {
    RetentionPlan saved = plan();
    archive.curator().lock("B", SmallArchive.BY_ME);
    archive.rule("live/*", Rule.KEEP_FOR, 45 * DAY);

    PlanCheck check = PlanCheck.of(saved, plan(), archive.keeper().facts());

    assertThat(check.plan().actions()).isEmpty();
    assertThat(check.skipped())
        .extracting(RunReport.Line::words)
        .containsExactly(
            "the rule is another by now: keep-for 45d (live/*)", "it was locked since");
  }

  @Test
  void tooMuchAtOnceNeedsForce() throws Exception {
    RetentionSettings careful = new RetentionSettings(Duration.ofDays(7), new Share(20), 0);
    Keeper keeper = new Keeper(archive.parts(), careful);
    RetentionPlan plan = keeper.plan(keeper.facts());

    assertThatThrownBy(() -> keeper.run(plan, Keeper.JOB, false, RunListener.NONE))
        .isInstanceOf(RetentionRefused.class)
        .hasMessageContaining("66.7% of the archive")
        .hasMessageContaining("--force");
    assertThat(stateOf("A")).isEqualTo(BroadcastState.ENDED);
    assertThat(keeper.run(plan, Keeper.JOB, true, RunListener.NONE).count(Result.DONE))
        .isEqualTo(2);
  }

  @Test
  void anIndexThatHasNotAdoptedTheStoreDeletesNothing() throws Exception {
    archive.index.writeNow(
        tx -> {
          tx.adoption().disown();
          return null;
        });
    RetentionPlan plan = plan();
    assertThatThrownBy(() -> run(plan))
        .isInstanceOf(RetentionRefused.class)
        .hasMessageContaining("rebuild --from-store");
    assertThat(stateOf("A")).isEqualTo(BroadcastState.ENDED);
  }

  @Test
  void peopleAreToldWhyNot() throws Exception {
    archive.curator().lock("C", SmallArchive.BY_ME);
    assertThatThrownBy(() -> archive.curator().mark("C", Duration.ZERO, SmallArchive.BY_ME))
        .isInstanceOf(IndexException.class)
        .hasMessage("C stays: it is locked: unlock it first");
    archive.curator().mark("B", Duration.ZERO, SmallArchive.BY_ME);
    assertThatThrownBy(() -> archive.curator().lock("B", SmallArchive.BY_ME))
        .hasMessageContaining("'aircheck broadcasts restore B' first");
    assertThatThrownBy(() -> archive.curator().restore("C", true, SmallArchive.BY_ME))
        .hasMessageContaining("not marked");
    assertThatThrownBy(() -> archive.curator().lock("NONE", SmallArchive.BY_ME))
        .hasMessageContaining("there is no broadcast NONE");
  }

  @Test
  void segmentsMoveAndManifestsStay() throws Exception {
    archive.rule("*/*", Rule.TO_INFREQUENT, 5 * DAY);
    assertThat(archive.run().lines())
        .filteredOn(line -> line.action().kind() == Kind.MOVE)
        .extracting(RunReport.Line::result)
        .containsExactly(Result.DONE);
    assertThat(archive.tiers).isNotEmpty();
    assertThat(archive.tiers.keySet())
        .allMatch(key -> key.contains("/C"))
        .noneMatch(key -> key.endsWith(".json"));
    assertThat(plan().actions()).isEmpty();
  }

  private RetentionPlan plan() throws StorageException {
    Keeper keeper = archive.keeper();
    return keeper.plan(keeper.facts());
  }

  private RunReport run(RetentionPlan plan) {
    return archive.keeper().run(plan, Keeper.JOB, false, RunListener.NONE);
  }

  private static List<String> ids(RetentionPlan plan) {
    return plan.actions().stream().map(action -> action.show().id()).toList();
  }

  private BroadcastState stateOf(String id) {
    return archive.index.broadcasts().find(id).orElseThrow().state();
  }

  private List<String> audit() {
    return archive.index.audit().list(AuditFilter.all(), Long.MAX_VALUE, 100).stream()
        .filter(row -> row.action() != AuditAction.RULE_SET)
        .map(KeeperTest::line)
        .toList();
  }

  private static String line(AuditRow row) {
    return row.action() + " " + row.subject() + " " + row.why();
  }
}
