package tv.aircheck.recorder.transfer;

import java.io.IOException;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Whether the spool's disk has room for more.
 *
 * @param leastFreeBytes what has to stay free
 */
record SpoolRoom(Spool spool, long leastFreeBytes) {
  /** Throws if there is none. */
  void require() throws IOException {
    long free = spool.usage().freeBytes();
    if (free < leastFreeBytes) {
      throw new StorageException(
          StorageException.Kind.FULL,
          "only %d MiB are free on the disk of the spool: make room and import it again, which goes on where this one stopped"
              .formatted(free >> 20));
    }
  }
}
