package tv.aircheck.recorder.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.Holding;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.RuleRow;
import tv.aircheck.index.Transaction;
import tv.aircheck.recorder.EmptyIndex;
import tv.aircheck.recorder.retention.Archives.Case;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.Tier;

/** Running is planning: what a run leaves in the index is what its plan says, show by show. */
class RunPropertyTest {
  private static EmptyIndex empty;

  @BeforeContainer
  static void makeIndex() throws IOException {
    empty = EmptyIndex.make();
  }

  @AfterContainer
  static void delete() throws IOException {
    empty.close();
  }

  @Property(tries = 25)
  @Domain(Archives.class)
  void whatARunLeavesIsWhatThePlanSays(@ForAll Case c) throws IOException {
    Path data = empty.data();
    Map<String, Tier> tiers = new HashMap<>();
    try (Index index = Index.open(IndexSettings.at(data.resolve("index.db")))) {
      index.writeNow(tx -> fill(tx, c));
      Keeper keeper =
          new Keeper(
              new KeeperParts(
                  index,
                  Spool.open(data.resolve("spool"), new LocalDisk()),
                  new SteppedStore(
                      DirectoryStore.open(data.resolve("store"), new LocalDisk()),
                      tiers,
                      Steps.endless()),
                  InstantSource.fixed(Instant.ofEpochMilli(Archives.NOW)),
                  () -> OptionalLong.of(c.freeBytes())),
              c.settings());
      List<Holding> before = keeper.facts().shows();
      RetentionPlan plan = keeper.plan(keeper.facts());

      RunReport report = keeper.run(plan, Keeper.JOB, true, RunListener.NONE);

      assertThat(report.count(RunReport.Result.DONE)).isEqualTo(plan.actions().size());
      assertThat(keeper.facts().shows())
          .containsExactlyInAnyOrderElementsOf(Archives.after(plan, before));
    }
  }

  private static boolean fill(Transaction tx, Case c) {
    tx.adoption().adopt(1);
    c.policies()
        .rules()
        .forEach(
            rule ->
                tx.retention()
                    .set(
                        new RuleRow(rule.pattern().toString(), rule.rule().word(), rule.amount())));
    c.shows().forEach(show -> enter(tx, show));
    return true;
  }

  private static void enter(Transaction tx, Holding show) {
    String id = show.id();
    tx.broadcasts().open(id, tx.channels().ensure(show.channel(), 1), show.startedAtMs());
    long take = tx.takes().open(new NewTake(id, id, "o", "PUBLISH", null, show.startedAtMs()));
    if (show.clipBytes() > 0) {
      tx.segments().add(SmallArchive.segment(take, 0, show.clipBytes()));
      ClipRange first = new ClipRange(take, 0, 1, 0, 1);
      tx.clips().add(new NewClip("K" + id, id, null, Archives.NOW, List.of(first)));
    }
    if (show.freedBytes() > 0) {
      tx.segments().add(SmallArchive.segment(take, show.clipBytes(), show.freedBytes()));
    }
    if (show.state() == BroadcastState.LIVE) {
      return;
    }
    tx.takes().end(take, show.endedAtMs(), "UNPUBLISHED");
    tx.broadcasts().end(id, show.endedAtMs());
    if (show.mark() != null) {
      tx.broadcasts().mark(id, show.endedAtMs(), show.mark());
    }
    if (show.state() == BroadcastState.REMOVING) {
      tx.broadcasts().markRemoving(id);
    }
    tx.broadcasts().lock(id, show.locked());
  }
}
