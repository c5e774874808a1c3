package tv.aircheck.recorder.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;

/**
 * Hashes segments that were entered without: by an older program, by a rebuild, or gone on with
 * after a crash. They are read once more, from the spool where they are there. All others are
 * hashed while they are written.
 */
final class MissingHashes {
  private static final Logger log = LoggerFactory.getLogger(MissingHashes.class);

  private final Index index;
  private final Spool spool;
  private final ObjectStore store;

  MissingHashes(Index index, Spool spool, ObjectStore store) {
    this.index = index;
    this.spool = spool;
    this.store = store;
  }

  /** Null when the file cannot be read, or is not what was recorded. */
  byte[] of(SegmentKey key, SegmentRow row) {
    try {
      Digests digests = read(key);
      if (digests.crc32c() != row.crc32c()) {
        log.warn(
            "{} is damaged, so its manifest says no hash of it: 'aircheck store verify' says more",
            key.storeKey());
        return null;
      }
      index.writeNow(
          tx -> tx.segments().hashed(row.takeSeq(), row.startPosition(), digests.sha256()));
      return digests.sha256();
    } catch (IOException e) {
      log.warn("{} cannot be hashed now: {}", key.storeKey(), e.getMessage());
      return null;
    }
  }

  private Digests read(SegmentKey key) throws IOException {
    Optional<FileChannel> local = spool.open(key);
    if (local.isPresent()) {
      try (FileChannel file = local.get()) {
        return Digests.of(file);
      }
    }
    try (InputStream stored = new ObjectBytes(store, key.storeKey())) {
      return Digests.of(stored);
    }
  }
}
