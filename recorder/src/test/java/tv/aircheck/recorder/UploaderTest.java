package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadTrouble;
import tv.aircheck.relay.EndReason;
import tv.aircheck.storage.PictureKey;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;

/** Segments on their way to the store, and broadcasts on their way out of it. */
class UploaderTest {
  private static final GeneratedLog SHOW = GeneratedLog.of(LogShape.plain(1, 45_000));

  private static final Deed BY_ME = new Deed("me@here", "no longer wanted");

  @TempDir Path folder;
  private Bench bench;
  private FlakyStore store;
  private final FakeOrigin origin = new FakeOrigin();

  @BeforeEach
  void begin() throws IOException {
    store = new FlakyStore(folder.resolve("store"));
    start();
  }

  private void start() throws IOException {
    bench = new Bench(folder).with(store);
    origin.connect(bench.start());
  }

  @AfterEach
  void end() {
    bench.close();
  }

  private FakeOrigin.Take record(String id) throws InterruptedException {
    FakeOrigin.Take take = origin.take(id, SHOW).open().sendAll();
    take.end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();
    return take;
  }

  private BroadcastRemoval removal() {
    return new BroadcastRemoval(bench.index(), bench.spool(), store, bench.clock);
  }

  /** Tries often enough that the store is known to be away. */
  private void awaitOutage() {
    Await.until(
        "the store is known to be away",
        () -> {
          bench.clock.advanceMs(1_000);
          return bench.index().uploads().log().lastOutage().isPresent();
        });
  }

  private int stored() throws IOException {
    return store.list("segments/", "", 1_000).objects().size();
  }

  @Test
  void anOutageIsWaitedOutAndNothingGoesTwice() throws Exception {
    store.goDown();
    int segments = record("T1").segments().size();
    awaitOutage();
    assertThat(bench.index().uploads().backlog().segments()).isEqualTo(segments);
    assertThat(bench.index().uploads().log().lastOutage().orElseThrow().lastError())
        .contains("no route");

    store.comeBack();
    bench.awaitStored();
    assertThat(stored()).isEqualTo(segments);
    assertThat(store.puts()).hasSize(segments).doesNotHaveDuplicates();
    assertThat(bench.sealed("T1")).as("the spool keeps them as a cache").hasSize(segments);
  }

  @Test
  void aRestartGoesOnWithTheLedger() throws Exception {
    store.goDown();
    int segments = record("T1").segments().size();
    awaitOutage();
    bench.close();
    store.comeBack();
    start();
    bench.awaitStored();
    assertThat(stored()).isEqualTo(segments);
  }

  @Test
  void aStopNotesWhatWasStoredLast() throws Exception {
    int segments = record("T1").segments().size();
    Await.until("all are stored", () -> store.puts().size() == segments);
    bench.close();
    start();
    assertThat(bench.index().uploads().backlog().segments()).isZero();
    assertThat(store.puts()).doesNotHaveDuplicates();
  }

  @Test
  void aConflictHoldsUpNobodyElse() throws Exception {
    SegmentKey key = SegmentKey.of("live", "justin", "T1", FakeOrigin.STARTED_AT_MS, 0);
    Path other = Files.writeString(folder.resolve("other"), "something else");
    store.putIfAbsent(key.storeKey(), other, crc32c(Files.readAllBytes(other)));

    int segments = record("T1").segments().size();
    Await.until("all but one are stored", () -> bench.index().uploads().backlog().segments() == 1);
    Await.until("it failed", () -> bench.index().uploads().backlog().troubled() == 1);
    UploadRow row = bench.index().uploads().troubled(9).get(0);
    assertThat(row.trouble()).isEqualTo(UploadTrouble.CONFLICT);
    assertThat(row.lastError()).contains("nothing was overwritten", "store repair");
    assertThat(stored()).isEqualTo(segments);
  }

  @Test
  void aFileThatChangedIsSetAside() throws Exception {
    store.goDown();
    FakeOrigin.Take take = record("T1");
    Path file = folder.resolve("spool/live/justin/T1/0000000000000000.flv");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    store.comeBack();
    Await.until(
        "all but one are stored",
        () -> {
          bench.clock.advanceMs(1_000);
          return bench.index().uploads().backlog().segments() == 1;
        });
    Await.until("it is known", () -> bench.index().uploads().backlog().troubled() == 1);
    UploadRow row = bench.index().uploads().troubled(9).get(0);
    assertThat(row.trouble()).isEqualTo(UploadTrouble.CHANGED);
    assertThat(row.lastError()).contains("check the disk", "store repair");
    assertThat(file).doesNotExist();
    assertThat(file.resolveSibling(file.getFileName() + ".damaged")).hasBinaryContent(bytes);
    assertThat(stored()).isEqualTo(take.segments().size() - 1);

    // Somebody puts a whole copy in its place.
    Files.write(file, take.segments().get(0L));
    bench.awaitStored();
    assertThat(stored()).isEqualTo(take.segments().size());
  }

  @Test
  void whatAnotherPutThereIsLookedAtBeforeItCounts() throws Exception {
    Map<Long, byte[]> segments = origin.take("T1", SHOW).segments();
    for (Map.Entry<Long, byte[]> segment : segments.entrySet()) {
      SegmentKey key =
          SegmentKey.of("live", "justin", "T1", FakeOrigin.STARTED_AT_MS, segment.getKey());
      Path file = Files.write(folder.resolve("put"), segment.getValue());
      store.putIfAbsent(key.storeKey(), file, crc32c(segment.getValue()));
      Files.delete(file);
    }
    record("T1");
    bench.awaitStored();
    long seq = bench.take("T1").seq();
    Await.until(
        "proven by a look",
        () -> bench.index().uploads().verifiedOf(seq).size() == segments.size());
    assertThat(stored()).isEqualTo(segments.size());
  }

  private static int crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Test
  void waitsGrowAndDiffer() {
    UploadSettings settings = new UploadSettings(1, Duration.ofSeconds(1), Duration.ofMinutes(5));
    Random random = new Random(4);
    for (int failures = 1; failures < 70; failures++) {
      long most = failures > 9 ? 300_000 : Math.min(300_000, 1_000L << (failures - 1));
      assertThat(settings.waitMs(failures, random)).isBetween(most / 2, most);
    }
  }

  @Test
  void aRemovalTakesObjectsFilesAndRows() throws Exception {
    record("T1");
    bench.awaitStored();
    endBroadcast("T1");
    BroadcastRemoval removal = removal();
    RemovalPlan plan = removal.plan(bench.index().broadcasts().find("T1").orElseThrow());
    assertThat(plan.obstacle()).isNull();
    assertThat(plan.segments()).isEqualTo(5);
    assertThat(plan.stored()).isEqualTo(5);
    assertThat(plan.bytes()).isGreaterThan(SHOW.length());
    String picture = new PictureKey("T1", "sheet-1").storeKey();
    bench.store().putIfAbsent(picture, ByteBuffer.wrap(new byte[] {1}));
    assertThat(stored()).as("planning deletes nothing").isEqualTo(5);

    removal.run("T1", BY_ME, deleted -> {});
    assertThat(stored()).isZero();
    assertThat(bench.store().head(picture)).isEmpty();
    assertThat(bench.spool().sealed()).isEmpty();
    assertThat(bench.index().broadcasts().find("T1")).isEmpty();
    assertThatThrownBy(() -> removal.run("T1", BY_ME, deleted -> {}))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("unknown");
  }

  private void endBroadcast(String id) {
    bench.index().writeNow(tx -> tx.broadcasts().end(id, FakeOrigin.STARTED_AT_MS + 45_000));
  }

  @Test
  void whatIsLiveOrLockedIsNotRemoved() throws Exception {
    FakeOrigin.Take take = origin.take("T1", SHOW).open().sendUntil(100);
    Await.until("it is there", () -> bench.index().takes().find("T1").isPresent());
    BroadcastRemoval removal = removal();
    assertThatThrownBy(() -> removal.run("T1", BY_ME, deleted -> {}))
        .hasMessageContaining("on air");
    take.sendAll().end(EndReason.UNPUBLISHED);
    assertThat(bench.recorder().awaitEnded(Await.PATIENCE)).isTrue();
    endBroadcast("T1");
    bench.index().writeNow(tx -> tx.broadcasts().lock("T1", true));
    assertThatThrownBy(() -> removal.run("T1", BY_ME, deleted -> {}))
        .hasMessageContaining("locked");
  }

  @Test
  void anInterruptedRemovalIsFinishedAtTheNextStart() throws Exception {
    record("T1");
    bench.awaitStored();
    endBroadcast("T1");
    bench.index().writeNow(tx -> tx.broadcasts().markRemoving("T1"));
    bench.close();
    start();
    Await.until("it is gone", () -> bench.index().broadcasts().find("T1").isEmpty());
    assertThat(stored()).isZero();
  }

  @Test
  void anUploadOvertakenByARemovalLeavesNoObject() throws Exception {
    CountDownLatch removed = new CountDownLatch(1);
    store.goDown();
    record("T1");
    endBroadcast("T1");
    store.afterPut(() -> await(removed));
    store.comeBack();
    Await.until(
        "uploads are under way",
        () -> {
          bench.clock.advanceMs(1_000);
          return !store.puts().isEmpty();
        });
    bench.index().writeNow(tx -> tx.broadcasts().markRemoving("T1"));
    assertThat(bench.index().broadcasts().in(BroadcastState.REMOVING)).hasSize(1);
    removed.countDown();
    List<String> puts = store.puts();
    Await.until("they are deleted again", () -> !puts.isEmpty() && stored() == 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
