package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.recorder.RecorderTest.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.relay.EndReason;
import tv.aircheck.storage.FaultyDisk;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;

/**
 * However often the recorder dies, and after whichever step of the disk: as long as the origin
 * lives, the archive ends up as if it had never died, and nothing was acknowledged that was not
 * there afterwards.
 */
@AddLifecycleHook(LeakGuard.class)
class KilledRecorderTest {
  private static final GeneratedLog SHOW = GeneratedLog.of(LogShape.plain(3, 33_000));
  private static final RecorderSettings SETTINGS =
      new RecorderSettings(
          Bench.SETTINGS.segments(),
          Duration.ofMillis(20),
          1,
          Bench.SETTINGS.originPatience(),
          Bench.SETTINGS.broadcasts(),
          Bench.SETTINGS.uploads(),
          Bench.SETTINGS.spool());

  @Property(tries = 20)
  void killsLeaveNoTrace(
      @ForAll @IntRange(min = 1, max = 3) int kills, @ForAll long seed, @ForAll boolean powerCut)
      throws Exception {
    Path folder = Files.createTempDirectory("recorder");
    Random random = new Random(seed);
    long acked = 0;
    for (int i = 0; i < kills; i++) {
      acked = Math.max(acked, liveAndDie(folder, random, powerCut, acked));
    }
    liveOn(folder, acked);
    delete(folder);
  }

  /** Gives what the origin was told is safe. */
  private static long liveAndDie(Path folder, Random random, boolean powerCut, long ackedBefore)
      throws Exception {
    FaultyDisk disk = new FaultyDisk();
    FakeOrigin origin = new FakeOrigin();
    Bench bench = new Bench(folder).with(SETTINGS).with(disk);
    int steps = random.nextInt(80);
    // With the last step that works the index is gone too: what follows it did not happen.
    int[] done = {0};
    disk.crashAfter(steps).failWhen(step -> ++done[0] == steps && bench.kill());
    try {
      origin.connect(bench.start());
      FakeOrigin.Take take = origin.take("T1", SHOW).openAt(wanted(origin, ackedBefore));
      while (take.hasMore() && origin.wanted("T1") >= 0) {
        take.send(1 + random.nextInt(60));
        if (random.nextInt(10) == 0) {
          settle(bench, origin, take);
        }
      }
      take.end(EndReason.UNPUBLISHED);
      bench.recorder().awaitEnded(Await.PATIENCE);
    } catch (IOException | IndexException e) {
      // It died while starting, or while something was asked of it.
      assertThat(done[0]).isGreaterThanOrEqualTo(steps);
    }
    bench.close();
    if (powerCut) {
      disk.cutPower();
    }
    return origin.acked("T1");
  }

  /** Lets a sync happen, unless it is dead by then. */
  private static void settle(Bench bench, FakeOrigin origin, FakeOrigin.Take take) {
    Await.until(
        "it is synced or dead",
        () -> {
          bench.clock.advanceMs(100);
          return origin.acked("T1") == take.position() || bench.recorder().takesOnRecord() == 0;
        });
  }

  private static long wanted(FakeOrigin origin, long acked) {
    long wanted = Math.max(0, origin.wanted("T1"));
    assertThat(wanted)
        .as("the origin has let go of what it was told is safe")
        .isGreaterThanOrEqualTo(acked);
    return wanted;
  }

  private static void liveOn(Path folder, long acked) throws Exception {
    FakeOrigin origin = new FakeOrigin();
    try (Bench bench = new Bench(folder).with(new LocalDisk())) {
      origin.connect(bench.start());
      FakeOrigin.Take take = origin.take("T1", SHOW).openAt(wanted(origin, acked)).sendAll();
      take.end(EndReason.UNPUBLISHED);
      assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();

      assertSame(bench.sealed("T1"), take.segments());
      assertThat(bench.parts("T1")).isEmpty();
      TakeRow row = bench.take("T1");
      assertThat(row.end().reason()).isEqualTo("UNPUBLISHED");
      assertThat(row.extent().bytes()).isEqualTo(SHOW.length());
      assertThat(bench.index().gaps().ofTake(row.seq())).isEmpty();
      assertThat(bench.index().segments().ofTake(row.seq(), -1, 100))
          .extracting(SegmentRow::startPosition)
          .containsExactlyElementsOf(new TreeMap<>(take.segments()).keySet());
      assertThat(origin.acked("T1")).isEqualTo(SHOW.length());
      bench.awaitStored();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
