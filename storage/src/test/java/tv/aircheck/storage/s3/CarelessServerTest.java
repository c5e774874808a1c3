package tv.aircheck.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.storage.ChecksumConflict;
import tv.aircheck.storage.PutResult;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/**
 * A server whose word proves nothing: what counts as stored was read back, whatever came before.
 */
class CarelessServerTest {
  private static final int LARGE = (5 << 20) + 7;

  private static S3ObjectStore open(CarelessServer server) throws IOException {
    return S3Server.open(S3Server.settings("bucket", server.port()));
  }

  private static ByteBuffer content(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return ByteBuffer.wrap(content);
  }

  private static void assertUnavailable(String words, ThrowingCallable put) {
    assertThatThrownBy(put)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, LARGE})
  void whatCouldNotBeReadBackIsProvenWhenItIsPutAgain(int bytes) throws IOException {
    ByteBuffer content = content(bytes);
    try (CarelessServer server = new CarelessServer(false);
        S3ObjectStore store = open(server)) {
      server.damages(true);
      server.failsToRead(1);
      assertUnavailable("could not be read back", () -> store.putIfAbsent("a/1", content));
      assertUnavailable("sent anew", () -> store.putIfAbsent("a/1", content));
      assertThat(store.head("a/1")).isEmpty();

      server.damages(false);
      server.failsToRead(1);
      assertUnavailable("could not be read back", () -> store.putIfAbsent("a/1", content));
      assertThat(store.putIfAbsent("a/1", content)).isEqualTo(PutResult.ALREADY_THERE);
      ByteBuffer read = ByteBuffer.allocate(bytes);
      store.read("a/1", 0, read);
      assertThat(read.flip()).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, LARGE})
  void whatOthersPutThereStays(int bytes) throws IOException {
    try (CarelessServer server = new CarelessServer(false);
        S3ObjectStore store = open(server)) {
      store.putIfAbsent("a/1", content(bytes));
      assertThatThrownBy(() -> store.putIfAbsent("a/1", content(bytes + 1)))
          .isInstanceOf(ChecksumConflict.class);
      assertThat(store.head("a/1").orElseThrow().bytes()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, LARGE})
  void entityTagsThatAreMd5sSpareTheReading(int bytes) throws IOException {
    ByteBuffer content = content(bytes);
    try (CarelessServer server = new CarelessServer(true);
        S3ObjectStore store = open(server)) {
      assertThat(store.putIfAbsent("a/1", content)).isEqualTo(PutResult.STORED);
      assertThat(store.putIfAbsent("a/1", content)).isEqualTo(PutResult.ALREADY_THERE);
      assertThat(server.reads()).isZero();
    }
  }
}
