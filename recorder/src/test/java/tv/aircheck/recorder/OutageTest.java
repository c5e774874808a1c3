package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.UploadMinute;
import tv.aircheck.relay.EndReason;
import tv.aircheck.storage.FaultyStore;
import tv.aircheck.storage.FaultyStore.Fault;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ManualClock;

/** A store that is away, with the clock moved by hand. */
class OutageTest {
  private static final GeneratedLog SHOW = GeneratedLog.of(LogShape.plain(1, 95_000));

  @TempDir Path folder;
  private final ManualClock clock = ManualClock.atSomeTime();
  private FlakyStore store;
  private Index index;
  private UploadRun run;
  private int segments;

  @BeforeEach
  void recordInVain() throws Exception {
    store = new FlakyStore(folder.resolve("store"));
    store.goDown();
    FakeOrigin origin = new FakeOrigin();
    try (Bench bench = new Bench(folder).with(store)) {
      origin.connect(bench.start());
      FakeOrigin.Take take = origin.take("T1", SHOW).open().sendAll();
      take.end(EndReason.UNPUBLISHED);
      assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();
      segments = take.segments().size();
    }
    open();
  }

  private void open() throws IOException {
    openWith(store);
  }

  private void openWith(ObjectStore seen) throws IOException {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    Spool spool = Spool.open(folder.resolve("spool"), new LocalDisk());
    RecorderParts parts =
        new RecorderParts(
            index, spool, seen, clock, clock.ticker(), new Random(1), RecorderListener.NONE);
    run = new UploadRun(parts, Bench.SETTINGS);
  }

  @AfterEach
  void close() {
    run.close();
    index.close();
  }

  /** Looks at what is due, until all that comes of it is noted. */
  private void look() {
    Await.until(
        "all has ended",
        () -> {
          run.go();
          return !run.isUploading();
        });
  }

  @Test
  void anHourAwayIsAHandfulOfCallsAndNothingIsLost() throws Exception {
    int before = store.calls();
    for (int second = 0; second < 3_600; second++) {
      clock.advanceMs(1_000);
      look();
    }
    StoreOutage outage = index.uploads().log().lastOutage().orElseThrow();
    assertThat(outage.lasts()).isTrue();
    assertThat(outage.lastError()).contains("no route");
    assertThat(outage.nextTryAtMs()).isBetween(clock.millis() - 1_000, clock.millis() + 300_000);
    assertThat(store.calls() - before).isLessThan(40);
    assertThat(run.waiting()).isEqualTo(segments);

    store.comeBack();
    clock.setWallClock(Instant.ofEpochMilli(outage.nextTryAtMs()));
    look();
    assertThat(run.waiting()).isZero();
    assertThat(index.uploads().log().lastOutage().orElseThrow().lasts()).isFalse();
    assertThat(store.list("segments/", "", 100).objects()).hasSize(segments);
    assertThat(store.puts()).hasSize(segments).doesNotHaveDuplicates();
    assertThat(index.uploads().log().minutesSince(0))
        .extracting(UploadMinute::segments)
        .last()
        .isEqualTo((long) segments);
  }

  /** Away, busy, or it does what it is asked and the answer is lost; one call in two. */
  @Test
  void aStoreThatFailsEverySecondCallGetsEverythingOnce() throws Exception {
    Random chance = new Random(7);
    store.comeBack();
    run.close();
    index.close();
    openWith(
        new FaultyStore(
            store,
            call -> {
              synchronized (chance) {
                Fault[] faults = Fault.values();
                return chance.nextBoolean() ? Fault.NONE : faults[chance.nextInt(faults.length)];
              }
            }));
    Await.until(
        "all is proven",
        () -> {
          clock.advanceMs(1_000);
          look();
          return index.uploads().totals().byState().get(3).segments() == segments;
        });
    assertThat(store.list("segments/", "", 100).objects()).hasSize(segments);
  }

  @Test
  void aRestartTriesAtOnceAndKnowsSinceWhen() throws Exception {
    for (int second = 0; second < 100; second++) {
      clock.advanceMs(1_000);
      look();
    }
    StoreOutage outage = index.uploads().log().lastOutage().orElseThrow();
    close();
    store.comeBack();
    open();
    look();
    assertThat(run.waiting()).isZero();
    StoreOutage ended = index.uploads().log().lastOutage().orElseThrow();
    assertThat(ended.startedAtMs()).isEqualTo(outage.startedAtMs());
    assertThat(ended.endedAtMs()).isEqualTo((Long) clock.millis());
  }
}
