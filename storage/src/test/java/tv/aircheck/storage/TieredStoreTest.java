package tv.aircheck.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The double that tests of tiers use does what every store does. */
class TieredStoreTest extends ObjectStoreContract {
  @Override
  protected TieredStore emptyStore() throws IOException {
    return new TieredStore(DirectoryStore.open(local.resolve("store"), new LocalDisk()));
  }

  @Override
  protected List<Tier> hasTiers() {
    return List.of(Tier.INFREQUENT, Tier.ARCHIVE_INSTANT, Tier.ARCHIVE);
  }

  @Test
  void whatIsArchivedIsReadWhenItWasBroughtBack() throws IOException {
    TieredStore store = emptyStore();
    store.putIfAbsent("a/1", ByteBuffer.wrap(new byte[] {7}));
    store.changeTier("a/1", Tier.ARCHIVE);
    assertKind(StorageException.Kind.ARCHIVED, () -> store.read("a/1", 0, ByteBuffer.allocate(1)));
    store.restore("a/1", Duration.ofDays(1));
    store.restore("a/1", Duration.ofDays(1));
    assertThat(store.head("a/1").orElseThrow().availability()).isEqualTo(Availability.RESTORING);
    store.arrive();
    assertThat(store.head("a/1").orElseThrow().availability()).isEqualTo(Availability.READY);
    assertThat(store.read("a/1", 0, ByteBuffer.allocate(1))).isEqualTo(1);
    assertThat(store.head("a/1").orElseThrow().tier()).isEqualTo(Tier.ARCHIVE);
  }
}
