package tv.aircheck.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tv.aircheck.index.UploadRow;
import tv.aircheck.index.UploadState;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.storage.Availability;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PutResult;

/**
 * What counts as proof that the store holds a segment's bytes: the one place that decides when the
 * spool may let go of its own.
 *
 * <ul>
 *   <li>A put that made the object: the store compared the bytes that came with their CRC-32C
 *       before it said so ({@link PutResult#STORED}). Proven at once.
 *   <li>A put that found the object: it is known by its name and checksum on record only, and
 *       whoever put it may have been killed. STORED, and proven by looking at it again. Where the
 *       checksum on record proves nothing, the put has compared the bytes.
 *   <li>An object as it is looked at: of the same length, and the CRC-32C that the store keeps with
 *       it is the segment's. Where none is kept, the content is read and compared.
 * </ul>
 */
final class Proof {
  private final ObjectStore store;

  Proof(ObjectStore store) {
    this.store = store;
  }

  enum Finding {
    PROVEN,
    /** Other bytes. */
    DIFFERENT,
    ABSENT,
    /** It has to be brought back before its content can be compared. */
    ARCHIVED
  }

  static UploadState after(PutResult put) {
    return switch (put) {
      case STORED -> UploadState.VERIFIED;
      case ALREADY_THERE -> UploadState.STORED;
    };
  }

  Finding look(UploadRow row) throws IOException {
    String key = TakeKeys.of(row).storeKey();
    Optional<ObjectInfo> found = store.head(key);
    if (found.isEmpty()) {
      return Finding.ABSENT;
    }
    ObjectInfo object = found.get();
    if (object.bytes() != row.fileBytes()) {
      return Finding.DIFFERENT;
    }
    if (object.crc32c().isPresent()) {
      return of(object.crc32c().getAsInt() == row.crc32c());
    }
    if (object.availability() != Availability.READY) {
      return Finding.ARCHIVED;
    }
    try (InputStream content = new ObjectBytes(store, key)) {
      return of(Digests.of(content).crc32c() == row.crc32c());
    }
  }

  private static Finding of(boolean same) {
    return same ? Finding.PROVEN : Finding.DIFFERENT;
  }
}
