package tv.aircheck.storage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.FaultyStore;
import tv.aircheck.storage.FaultyStore.Fault;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

class RetryingStoreTest {
  private static final byte[] WORDS = {1, 2, 3};

  @TempDir Path folder;
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<StoreCall> calls = new ArrayList<>();
  private final List<StoreCall> retried = new ArrayList<>();
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    ObjectStore faulty =
        new FaultyStore(
            DirectoryStore.open(folder.resolve("store"), new LocalDisk()),
            call -> {
              calls.add(call);
              return faults.isEmpty() ? Fault.NONE : faults.remove();
            });
    RetrySettings settings =
        new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1));
    store =
        new RetryingStore(
            faulty,
            settings,
            new StoreListener() {
              @Override
              public void retried(StoreCall call) {
                retried.add(call);
              }
            });
    store.putIfAbsent("a/1", ByteBuffer.wrap(WORDS));
    calls.clear();
  }

  @Test
  void whatPassesIsNotSeen() throws IOException {
    faults.addAll(List.of(Fault.AWAY, Fault.BUSY));
    ByteBuffer dst = ByteBuffer.allocate(10).position(2);
    assertThat(store.read("a/1", 0, dst)).isEqualTo(3);
    assertThat(dst.position()).isEqualTo(5);
    assertThat(retried).containsExactly(StoreCall.READ, StoreCall.READ);
  }

  @Test
  void whatDoesNotPassIsSaidInTheStoresWords() {
    faults.addAll(List.of(Fault.AWAY, Fault.AWAY, Fault.AWAY));
    assertThatThrownBy(() -> store.head("a/1")).hasMessage("the store is away");
    assertThat(calls).hasSize(3);
  }

  @Test
  void aPutWhoseAnswerWasLostIsThere() throws IOException {
    faults.add(Fault.ANSWER_LOST);
    ByteBuffer bytes = ByteBuffer.wrap(WORDS);
    assertThat(store.putIfAbsent("a/2", bytes)).isEqualTo(PutResult.ALREADY_THERE);
    assertThat(store.head("a/2")).isPresent();
  }

  @Test
  void whatIsCertainIsNotAskedTwice() {
    assertThatThrownBy(() -> store.read("a/9", 0, ByteBuffer.allocate(1)))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    assertThat(calls).hasSize(1);
  }

  @Test
  void aFileIsPutOnce() throws IOException {
    Path file = Files.write(folder.resolve("segment"), WORDS);
    faults.add(Fault.AWAY);
    assertThatThrownBy(() -> store.putIfAbsent("a/3", file, 0)).hasMessage("the store is away");
    assertThat(calls).containsExactly(StoreCall.PUT_FILE);
  }
}
