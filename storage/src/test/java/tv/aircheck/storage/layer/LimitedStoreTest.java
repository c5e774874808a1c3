package tv.aircheck.storage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.FaultyStore;
import tv.aircheck.storage.FaultyStore.Fault;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;

class LimitedStoreTest {
  @TempDir Path folder;

  @Test
  void uploadsThatHangDoNotKeepViewersWaiting() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    ObjectStore slow =
        new FaultyStore(
            DirectoryStore.open(folder, new LocalDisk()),
            call -> {
              if (call.changes()) {
                entered.countDown();
                await(answered);
              }
              return Fault.NONE;
            });
    ObjectStore store = new LimitedStore(slow, new StoreLimits(1, 1, Duration.ofMillis(20)));
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<PutResult> put =
          threads.submit(() -> store.putIfAbsent("a/1", ByteBuffer.wrap(new byte[] {1})));
      entered.await();
      assertThat(store.head("a/2")).isEmpty();
      assertThatThrownBy(() -> store.putIfAbsent("a/2", ByteBuffer.allocate(1)))
          .hasMessageContaining("does not keep up")
          .hasMessageContaining("store.limits");
      answered.countDown();
      assertThat(put.get()).isEqualTo(PutResult.STORED);
      assertThat(store.putIfAbsent("a/2", ByteBuffer.allocate(1))).isEqualTo(PutResult.STORED);
    } finally {
      answered.countDown();
      threads.shutdown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCallThatFailedGivesItsPlaceBack() throws IOException {
    ObjectStore store =
        new LimitedStore(
            DirectoryStore.open(folder, new LocalDisk()),
            new StoreLimits(1, 1, Duration.ofMillis(20)));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> store.read("a/1", 0, ByteBuffer.allocate(1)))
          .hasMessageContaining("a/1");
    }
    assertThat(store.head("a/1")).isEmpty();
  }
}
