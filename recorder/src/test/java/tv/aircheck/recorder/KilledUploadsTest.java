package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.FaultyDisk;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.layer.StoreCall;
import tv.aircheck.storage.layer.StoreLayer;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ChildProcess;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;

/**
 * A process that uploads is killed with {@code kill -9} at each step of the ledger: the next run
 * ends with every object once, byte for byte, all lines VERIFIED, and nothing left in the spool.
 */
class KilledUploadsTest {
  private static final long STARTED_MS = 1_764_000_000_000L;
  private static final GeneratedLog SHOW = GeneratedLog.of(LogShape.audioOnly(1, 75_000));

  /** Uploads are noted many at a time, so that the first of them are through when it is held. */
  private static final int HELD_FROM = 3;

  @TempDir Path folder;

  /** Where the child is held when it is killed. */
  enum Step {
    CLAIMED,
    HALF_PUT,
    PUT_AND_NOT_NOTED,
    STORED_AND_NOT_PROVEN
  }

  /** In the child: uploads, and stops for good where it is told to. */
  public static void main(String[] arguments) throws Exception {
    Step step = Step.valueOf(arguments[1]);
    try (TestArchive archive = new TestArchive(Path.of(arguments[0]))) {
      ObjectStore store = new Held(below(archive.folder().resolve("store"), step), step);
      UploadRun run = new UploadRun(parts(archive, store), Bench.SETTINGS);
      while (true) {
        run.go();
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }

  private static ObjectStore below(Path folder, Step step) throws StorageException {
    AtomicInteger copies = new AtomicInteger();
    // Copied and not linked, so that there is a half.
    FaultyDisk disk = new FaultyDisk().withoutLinks();
    if (step == Step.HALF_PUT) {
      disk.failWhen(
          line -> {
            if (line.startsWith("write copy-") && copies.incrementAndGet() > HELD_FROM) {
              hold();
            }
            return false;
          });
    }
    return DirectoryStore.open(folder, disk);
  }

  private static void hold() {
    System.out.println("held");
    System.out.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Held extends StoreLayer {
    private final Step step;
    private final AtomicInteger puts = new AtomicInteger();

    Held(ObjectStore below, Step step) {
      super(below);
      this.step = step;
    }

    @Override
    protected <T> T pass(StoreCall call, Rest<T> rest) throws StorageException {
      boolean put = call == StoreCall.PUT_FILE && puts.incrementAndGet() > HELD_FROM;
      boolean claimed = put && step == Step.CLAIMED;
      boolean unproven = call == StoreCall.HEAD && step == Step.STORED_AND_NOT_PROVEN;
      if (claimed || unproven) {
        hold();
      }
      T result = rest.go();
      if (put && step == Step.PUT_AND_NOT_NOTED) {
        hold();
      }
      return result;
    }
  }

  private static RecorderParts parts(TestArchive archive, ObjectStore store) {
    return new RecorderParts(
        archive.index(),
        archive.spool(),
        store,
        archive.clock,
        archive.clock.ticker(),
        new Random(1),
        RecorderListener.NONE);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void theNextRunEndsAsIfNothingHadHappened(Step step) throws Exception {
    Map<Long, byte[]> segments = record(step);
    killAt(step);
    try (TestArchive archive = new TestArchive(folder)) {
      TakeRow take = archive.index().takes().find("T1").orElseThrow();
      assertThat(states(archive, take)).as("it was killed on the way").contains(left(step));
      settle(archive, take);

      List<ObjectInfo> objects = archive.store().list("segments/", "", 100).objects();
      assertThat(objects).hasSize(segments.size());
      for (UploadRow row : archive.index().uploads().ofTake(take.seq(), -1, 100)) {
        assertThat(archive.object(TakeKeys.of(row).storeKey()))
            .hasBinaryContent(segments.get(row.startPosition()));
      }
      assertThat(archive.spool().sealed()).as("let go of").isEmpty();
    }
  }

  private static UploadState left(Step step) {
    return step == Step.STORED_AND_NOT_PROVEN ? UploadState.STORED : UploadState.UPLOADING;
  }

  private static List<UploadState> states(TestArchive archive, TakeRow take) {
    return archive.index().uploads().ofTake(take.seq(), -1, 100).stream()
        .map(UploadRow::state)
        .toList();
  }

  private Map<Long, byte[]> record(Step step) throws IOException {
    Map<Long, byte[]> segments = new TreeMap<>();
    try (TestArchive archive = new TestArchive(folder)) {
      TakeRow take = archive.record(TestArchive.JUSTIN, "T1", SHOW, STARTED_MS);
      for (UploadRow row : archive.index().uploads().ofTake(take.seq(), -1, 100)) {
        Path file = archive.spool().sealedPath(TakeKeys.of(row));
        segments.put(row.startPosition(), Files.readAllBytes(file));
        if (step == Step.STORED_AND_NOT_PROVEN) { // as another recorder has put them
          archive.store().putIfAbsent(TakeKeys.of(row).storeKey(), file, row.crc32c());
        }
      }
    }
    assertThat(segments).hasSizeGreaterThan(HELD_FROM + 2);
    return segments;
  }

  private void killAt(Step step) {
    try (ChildProcess child =
        ChildProcess.start(
            "uploads",
            List.of(
                ChildProcess.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledUploadsTest.class.getName(),
                folder.toString(),
                step.name()))) {
      child.awaitLine("that it is held", Duration.ofSeconds(30), line -> line.equals("held"));
      child.kill();
    }
  }

  /** A run in the next process, whose spool keeps nothing that the store has. */
  private static void settle(TestArchive archive, TakeRow take) throws IOException {
    RecorderSettings s = Bench.SETTINGS;
    RecorderSettings settings =
        new RecorderSettings(
            s.segments(),
            s.syncEvery(),
            1,
            s.originPatience(),
            s.broadcasts(),
            s.uploads(),
            new SpoolLimits(0, 0, 0));
    try (UploadRun run = new UploadRun(parts(archive, archive.store()), settings)) {
      Await.until(
          "the ledger is settled",
          () -> {
            archive.clock.advanceMs(1_000);
            run.go();
            return states(archive, take).stream().allMatch(s2 -> s2 == UploadState.VERIFIED);
          });
      archive.clock.advanceMs(60_000);
      run.go();
    }
  }
}
