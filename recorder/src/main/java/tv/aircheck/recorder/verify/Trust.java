package tv.aircheck.recorder.verify;

import java.time.InstantSource;
import java.util.Optional;
import tv.aircheck.index.Index;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * Whether the index may decide what leaves the store. Whoever deletes by rule asks {@link
 * #obstacle} first; a person who names what is to go needs not.
 */
public final class Trust {
  private Trust() {}

  /**
   * At start: an index beside an empty store knows all of it, and is adopted without a word. Gives
   * what {@link #obstacle} gives.
   */
  public static Optional<String> settle(Index index, ObjectStore store, InstantSource clock)
      throws StorageException {
    if (!index.adoption().isAdopted() && isEmpty(store)) {
      index.writeNow(
          tx -> {
            tx.adoption().adopt(clock.millis());
            return null;
          });
    }
    return obstacle(index);
  }

  /** Why nothing may be deleted by rule, in words for the operator; empty when it may. */
  public static Optional<String> obstacle(Index index) {
    if (index.adoption().isAdopted()) {
      return Optional.empty();
    }
    boolean empty = index.channels().list(null, 1).isEmpty();
    return Optional.of(
        (empty
                ? "the index is empty and the store is not: it is new, or was lost."
                : "the index may not know all that the store holds: it is new, or came from a backup.")
            + " Nothing is deleted by rule until 'aircheck index rebuild --from-store' has read the"
            + " store, or 'aircheck index adopt' says that the index is right");
  }

  private static boolean isEmpty(ObjectStore store) throws StorageException {
    return store.list("segments/", "", 1).objects().isEmpty()
        && store.list("broadcasts/", "", 1).objects().isEmpty();
  }
}
