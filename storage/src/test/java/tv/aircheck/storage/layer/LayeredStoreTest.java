package tv.aircheck.storage.layer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.FaultyStore;
import tv.aircheck.storage.FaultyStore.Fault;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.ObjectStoreContract;

/** With all layers before it, and most of its calls failing at first, a store is what it was. */
class LayeredStoreTest extends ObjectStoreContract {
  /** Of each thread, so that no call meets more failures than it has attempts. */
  private final ThreadLocal<AtomicInteger> calls = ThreadLocal.withInitial(AtomicInteger::new);

  private ReadAheadStore store;

  @Override
  protected ObjectStore emptyStore() throws IOException {
    ObjectStore folder = DirectoryStore.open(local.resolve("store"), new LocalDisk());
    ObjectStore faulty = new FaultyStore(folder, this::fault);
    ObjectStore metered = new MeteredStore(faulty, StoreListener.NONE, System::nanoTime);
    ObjectStore limited = new LimitedStore(metered, StoreLimits.DEFAULT);
    ObjectStore retrying =
        new RetryingStore(
            limited,
            new RetrySettings(4, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMinutes(1)),
            StoreListener.NONE);
    store = new ReadAheadStore(retrying, new ReadAhead(16 << 10, 2, 2, 64 << 10), System::nanoTime);
    return store;
  }

  private Fault fault(StoreCall call) {
    if (call == StoreCall.PUT_FILE) { // repeated by whoever brings the file
      return Fault.NONE;
    }
    return switch (calls.get().incrementAndGet() % 3) {
      case 0 -> Fault.NONE;
      case 1 -> Fault.AWAY;
      default -> Fault.BUSY;
    };
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }
}
