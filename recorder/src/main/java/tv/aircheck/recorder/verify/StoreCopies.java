package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/** What another store has under the same keys. */
public record StoreCopies(String name, ObjectStore store) implements GoodCopies {
  @Override
  public Optional<GoodCopy> find(SegmentKey key, SegmentRow row) throws IOException {
    if (store.head(key.storeKey()).isEmpty()) {
      return Optional.empty();
    }
    Path file = Files.createTempFile("aircheck-copy", ".flv");
    boolean good = false;
    try (InputStream in = new ObjectBytes(store, key.storeKey())) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      good = Digests.of(file).crc32c() == row.crc32c();
    } catch (StorageException e) {
      if (e.kind() != StorageException.Kind.NOT_FOUND
          && e.kind() != StorageException.Kind.ARCHIVED) {
        throw e;
      }
    } finally {
      if (!good) {
        Files.deleteIfExists(file);
      }
    }
    return good ? Optional.of(new GoodCopy(file, true)) : Optional.empty();
  }
}
