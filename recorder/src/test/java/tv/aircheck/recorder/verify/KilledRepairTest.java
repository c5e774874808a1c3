package tv.aircheck.recorder.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tv.aircheck.recorder.TestArchive.JUSTIN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.TestArchive;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.ChildProcess;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;

/** Killed with any step of a repair, run again: the same end. */
class KilledRepairTest {
  private static final long STARTED_MS = 1_764_000_000_000L;

  @TempDir Path folder;

  /** In the child: repairs all that is noted, and dies with the given call to the store. */
  public static void main(String[] arguments) throws IOException {
    try (TestArchive archive = new TestArchive(Path.of(arguments[0]))) {
      repairAll(archive, new DyingStore(archive.store(), Integer.parseInt(arguments[1])));
    }
  }

  private static void repairAll(TestArchive archive, tv.aircheck.storage.ObjectStore store)
      throws IOException {
    ManifestKeeper keeper =
        new ManifestKeeper(archive.index(), archive.spool(), store, archive.clock);
    Repairer repairer =
        new Repairer(
            archive.index(),
            store,
            List.of(new SpoolCopies(archive.spool())),
            keeper,
            archive.clock);
    for (DamageRow damage : archive.index().verifications().damages("", "", 100)) {
      repairer.run(repairer.plan(damage));
    }
    keeper.writeDue();
  }

  @Test
  void anywhere() throws IOException {
    GeneratedLog log = GeneratedLog.of(LogShape.audioOnly(1, 41_000));
    int kills = 0;
    // Calls: head, reads, copy, head, delete, put for the one; the same without the put for the
    // other.
    for (int calls : new int[] {4, 5, 6, 7, 12, 14, 16}) {
      Path data = Files.createDirectory(folder.resolve("kill-" + calls));
      damagedArchive(data, log);
      kills += runChild(data, calls) == 137 ? 1 : 0;
      try (TestArchive archive = new TestArchive(data)) {
        repairAll(archive, archive.store());
        TakeRow take = archive.index().takes().find("T1").orElseThrow();
        assertThat(archive.index().gaps().ofTake(take.seq()))
            .extracting(GapRow::reason)
            .allMatch(reason -> reason.equals("DAMAGED") || reason.equals("VANISHED"))
            .hasSize(1);
        assertThat(archive.index().segments().ofTake(take.seq(), -1, 100)).hasSize(4);
        var run =
            new Verifier(
                    archive.index(),
                    archive.store(),
                    archive.clock,
                    VerifyLimits.DEFAULT,
                    new ManifestKeeper(
                        archive.index(), archive.spool(), archive.store(), archive.clock))
                .run(new VerifyRequest(Depth.CONTENT, 100, "", ""), VerifyListener.NONE);
        assertThat(run.sum().damaged()).isZero();
      }
    }
    assertThat(kills).as("children that were killed").isGreaterThan(4);
  }

  private static int runChild(Path data, int calls) {
    try (ChildProcess child =
        ChildProcess.start(
            "repair",
            List.of(
                ChildProcess.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRepairTest.class.getName(),
                data.toString(),
                Integer.toString(calls)))) {
      return child.awaitExit(Duration.ofSeconds(30));
    }
  }

  /** One segment is flipped and whole in the spool; another is flipped and nowhere else. */
  private static void damagedArchive(Path data, GeneratedLog log) throws IOException {
    try (TestArchive archive = new TestArchive(data)) {
      TakeRow take = archive.record(JUSTIN, "T1", log, STARTED_MS);
      archive.store("T1").endBroadcasts();
      ManifestKeeper keeper =
          new ManifestKeeper(archive.index(), archive.spool(), archive.store(), archive.clock);
      keeper.writeDue();
      var rows = archive.index().segments().ofTake(take.seq(), -1, 100);
      for (int i : new int[] {1, 3}) {
        SegmentKey key = TakeKeys.of(take, rows.get(i).startPosition());
        byte[] bytes = Files.readAllBytes(archive.object(key.storeKey()));
        bytes[bytes.length / 2] ^= 1;
        Files.delete(archive.object(key.storeKey()));
        Files.write(archive.object(key.storeKey()), bytes);
        if (i == 3) {
          archive.spool().delete(key);
        }
      }
      new Verifier(archive.index(), archive.store(), archive.clock, VerifyLimits.DEFAULT, keeper)
          .run(new VerifyRequest(Depth.CONTENT, 100, "", ""), VerifyListener.NONE);
      assertThat(archive.index().verifications().damaged()).isEqualTo(2);
    }
  }
}
