package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.recorder.RecorderTest.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.relay.EndReason;
import tv.aircheck.storage.Disk;
import tv.aircheck.storage.FaultyDisk;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

@ExtendWith(LeakGuard.class)
class DiskTroubleTest {
  private static final GeneratedLog SHOW = GeneratedLog.of(LogShape.plain(1, 25_000));
  private static final GeneratedLog OTHER = GeneratedLog.of(LogShape.plain(2, 25_000));

  @TempDir Path folder;
  private final FakeOrigin origin = new FakeOrigin();

  private Bench start(Disk disk, SpoolLimits limits) throws IOException {
    RecorderSettings s = Bench.SETTINGS;
    RecorderSettings settings =
        new RecorderSettings(
            s.segments(),
            s.syncEvery(),
            1,
            s.originPatience(),
            s.broadcasts(),
            s.uploads(),
            limits);
    Bench bench = new Bench(folder).with(settings).with(disk);
    origin.connect(bench.start());
    return bench;
  }

  @Test
  void aBrokenFileEndsItsTakeAlone() throws Exception {
    FaultyDisk disk = new FaultyDisk();
    FakeOrigin.Take bad = origin.take("BAD", SHOW);
    Iterator<Long> starts = bad.segments().keySet().iterator();
    starts.next();
    String second = "%016d".formatted(starts.next());
    disk.failWhen(step -> step.contains(second) && !step.startsWith("create"));
    try (Bench bench = start(disk, Bench.SETTINGS.spool())) {
      FakeOrigin.Take good = origin.take("GOOD", OTHER);
      bad.open();
      good.open();
      while (bad.hasMore() || good.hasMore()) {
        bad.send(40);
        good.send(40);
      }
      bad.end(EndReason.UNPUBLISHED);
      good.end(EndReason.UNPUBLISHED);
      assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();

      assertSame(bench.sealed("GOOD"), good.segments());
      assertThat(bench.take("GOOD").end().reason()).isEqualTo("UNPUBLISHED");
      assertThat(bench.sealed("BAD")).hasSize(1);
      assertThat(origin.consumed()).isEqualTo(SHOW.length() + OTHER.length());
      assertThat(origin.acked("BAD")).isLessThanOrEqualTo(Long.parseLong(second));
    }
  }

  @Test
  void aFullDiskEndsTakesCleanly() throws Exception {
    FaultyDisk disk = new FaultyDisk().leaveRoom(SHOW.length() / 2);
    try (Bench bench = start(disk, Bench.SETTINGS.spool())) {
      FakeOrigin.Take take = origin.take("T1", SHOW).open().sendAll();
      take.end(EndReason.UNPUBLISHED);
      assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();

      assertThat(bench.take("T1").end().reason()).isEqualTo("SPOOL_FULL");
      assertThat(bench.parts("T1")).isEmpty();
      long sealed = bench.take("T1").extent().endPosition();
      assertThat(sealed).isBetween(SHOW.length() / 3, SHOW.length() / 2);
      assertThat(origin.wanted("T1")).as("the rest is wanted when there is room").isEqualTo(sealed);
    }
  }

  @Test
  void withLittleRoomNoNewTakeIsRecorded() throws Exception {
    SpoolLimits limits = new SpoolLimits(1L << 40, Long.MAX_VALUE, 0);
    try (Bench bench = start(new LocalDisk(), limits)) {
      FakeOrigin.Take take = origin.take("T1", SHOW).open().sendAll();
      take.end(EndReason.UNPUBLISHED);
      assertThat(bench.recorder().takesOnRecord()).isZero();
      assertThat(bench.index().takes().find("T1")).isEmpty();
      assertThat(origin.consumed()).as("other takes' credit").isEqualTo(SHOW.length());
    }
  }

  @Test
  void whatWasReadLatelyStays() throws Exception {
    try (Bench bench = start(new LocalDisk(), Bench.SETTINGS.spool())) {
      origin.take("T1", SHOW).open().sendAll().end(EndReason.UNPUBLISHED);
      assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();
      bench.awaitStored();
      List<Long> positions = List.copyOf(bench.sealed("T1").keySet());
      SegmentKey first = TakeKeys.of(bench.take("T1"), positions.get(0));
      bench.spool().open(first).orElseThrow().close();
      long most = bench.spool().usage().bytes() - 1;
      keeper(bench, bench.store(), new SpoolLimits(most, 0, 0)).check();

      assertThat(bench.sealed("T1").keySet())
          .contains(positions.get(0))
          .doesNotContain(positions.get(1));
    }
  }

  /** The store has the same files: to evict them gives nothing back to a disk that runs full. */
  @Test
  void whatFreesNothingStays() throws Exception {
    try (Bench bench = start(new LocalDisk(), Bench.SETTINGS.spool())) {
      origin.take("T1", SHOW).open().sendAll().end(EndReason.UNPUBLISHED);
      assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();
      bench.awaitStored();
      int files = bench.sealed("T1").size();
      SpoolKeeper keeper =
          keeper(bench, bench.store(), new SpoolLimits(1L << 40, Long.MAX_VALUE, 0));
      keeper.check();

      assertThat(bench.sealed("T1")).hasSize(files);
      assertThat(keeper.problem().orElseThrow()).contains("nearly full", "shares its files");
      SpoolKeeper tight = keeper(bench, bench.store(), new SpoolLimits(0, 0, 0));
      tight.check();
      assertThat(bench.sealed("T1")).as("above the high water they go all the same").isEmpty();
    }
  }

  private static SpoolKeeper keeper(Bench bench, ObjectStore store, SpoolLimits limits) {
    return new SpoolKeeper(
        new RecorderParts(
            bench.index(),
            bench.spool(),
            store,
            bench.clock,
            bench.clock.ticker(),
            new Random(1),
            RecorderListener.NONE),
        limits);
  }

  @Test
  void theSpoolKeepsWhatTheStoreDoesNotHave() throws Exception {
    SpoolLimits limits = new SpoolLimits(SHOW.length(), 0, 0);
    FlakyStore store = new FlakyStore(folder.resolve("store"));
    store.goDown();
    Bench bench = new Bench(folder).with(store);
    try (bench) {
      origin.connect(bench.start());
      origin.take("T1", SHOW).open().sendAll().end(EndReason.UNPUBLISHED);
      origin.take("T2", OTHER).open().sendAll().end(EndReason.UNPUBLISHED);
      assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();
      SpoolKeeper keeper = keeper(bench, store, limits);

      keeper.check();
      assertThat(bench.spool().sealed()).hasSize(6);

      store.comeBack();
      bench.awaitStored();
      bench.clock.advanceMs(10_000);
      keeper.check();
      assertThat(bench.sealed("T1")).as("the oldest goes first").isEmpty();
      assertThat(bench.sealed("T2")).isNotEmpty();
    }
  }
}
