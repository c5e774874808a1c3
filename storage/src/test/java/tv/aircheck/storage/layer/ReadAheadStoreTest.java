package tv.aircheck.storage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.FaultyStore;
import tv.aircheck.storage.FaultyStore.Fault;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.testkit.Await;

class ReadAheadStoreTest {
  private static final int BLOCK = 16 << 10;
  private static final int BYTES = 5 * BLOCK + 77;

  @TempDir Path folder;
  private final byte[] content = new byte[BYTES];
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private volatile boolean away;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private ObjectStore far;

  @BeforeEach
  void open() throws IOException {
    new Random(7).nextBytes(content);
    far = new FaultyStore(DirectoryStore.open(folder, new LocalDisk()), this::fault);
    for (int i = 0; i < 4; i++) {
      far.putIfAbsent("a/" + i, ByteBuffer.wrap(content));
    }
  }

  private Fault fault(StoreCall call) {
    if (call != StoreCall.READ) {
      return Fault.NONE;
    }
    reads.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return away ? Fault.AWAY : Fault.NONE;
  }

  private ReadAheadStore near(int blocks) {
    return new ReadAheadStore(far, new ReadAhead(BLOCK, 2, 2, (long) blocks * BLOCK), nanos::get);
  }

  private void assertReads(ObjectStore store, String key, int from, int most) throws IOException {
    ByteBuffer dst = ByteBuffer.allocate(most + 1).position(1);
    int expected = Math.min(most, BYTES - from);
    assertThat(store.read(key, from, dst)).isEqualTo(expected <= 0 ? -1 : expected);
    int to = Math.max(from, Math.min(BYTES, from + most));
    assertThat(Arrays.copyOfRange(dst.array(), 1, dst.position()))
        .isEqualTo(Arrays.copyOfRange(content, Math.min(from, to), to));
  }

  @Test
  void anyRangeIsWhatTheStoreHasWhateverFitsInMemory() throws IOException {
    for (int blocks : new int[] {0, 1, 3, 40}) {
      Random random = new Random(blocks);
      try (ReadAheadStore store = near(blocks)) {
        for (int i = 0; i < 200; i++) {
          int from = random.nextInt(BYTES + 10);
          assertReads(
              store, "a/" + random.nextInt(4), Math.min(from, BYTES), random.nextInt(50_000) + 1);
        }
      }
    }
  }

  @Test
  void whoReadsOnFindsItThereAndNothingIsAskedBehindTheEnd() throws IOException {
    try (ReadAheadStore store = near(40)) {
      for (int from = 0; from < BYTES; from += 5_000) {
        assertReads(store, "a/0", from, 5_000);
      }
      Await.until("all was read", Duration.ofSeconds(5), () -> reads.get() == 6);
      int before = reads.get();
      assertReads(store, "a/0", 3 * BLOCK, 2 * BLOCK);
      assertThat(reads.get()).isEqualTo(before);
    }
  }

  @Test
  void whoOnlyLooksAtTheBeginningCausesOneRead() throws IOException {
    try (ReadAheadStore store = near(40)) {
      assertReads(store, "a/0", 0, 500);
      assertReads(store, "a/0", 500, 500);
      assertThat(reads).hasValue(1);
    }
  }

  @Test
  void twoWhoWantTheSameAskOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    gate = new CountDownLatch(1);
    try (ReadAheadStore store = near(40)) {
      Future<?> one = threads.submit(() -> read100(store));
      Future<?> two = threads.submit(() -> read100(store));
      Await.until("one asks", Duration.ofSeconds(5), () -> reads.get() > 0);
      gate.countDown();
      one.get();
      two.get();
      assertThat(reads).hasValue(1);
    } finally {
      threads.shutdown();
    }
  }

  private Void read100(ObjectStore store) throws IOException {
    assertReads(store, "a/0", 0, 100);
    return null;
  }

  @Test
  void aFailureIsToldAndNotKept() throws IOException {
    try (ReadAheadStore store = near(40)) {
      away = true;
      ByteBuffer dst = ByteBuffer.allocate(100).position(10);
      assertThatThrownBy(() -> store.read("a/0", 0, dst)).hasMessage("the store is away");
      assertThat(dst.position()).isEqualTo(10);
      away = false;
      assertReads(store, "a/0", 0, 100);
    }
  }

  @Test
  void whatWasRepairedIsSeenAfterAWhile() throws IOException {
    try (ReadAheadStore store = near(40)) {
      assertReads(store, "a/0", 0, 100);
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      assertReads(store, "a/0", 0, 100);
      assertThat(reads).hasValue(2);
    }
  }
}
