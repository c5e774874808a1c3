package tv.aircheck.cli.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.Index;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Decides at the start whether the index may delete by rule: one that begins over an empty store
 * knows all that will ever be in it. Any other has to be rebuilt, or told.
 */
final class StoreAdoption {
  private static final Logger log = LoggerFactory.getLogger(StoreAdoption.class);

  private StoreAdoption() {}

  static void decide(Index index, ObjectStore store, long nowMs) throws StorageException {
    if (index.adoption().isAdopted()) {
      return;
    }
    boolean isNew = index.takes().open().isEmpty() && index.takes().endedSince(0, 1).isEmpty();
    if (isNew && store.list("", "", 1).objects().isEmpty()) {
      index.writeNow(
          tx -> {
            tx.adoption().adopt(nowMs);
            return null;
          });
      return;
    }
    log.warn(
        "The store holds what this index may not know of: it is new, or was brought back from a"
            + " backup. Nothing is deleted by rule until 'aircheck index rebuild --from-store' has"
            + " read the store");
  }
}
