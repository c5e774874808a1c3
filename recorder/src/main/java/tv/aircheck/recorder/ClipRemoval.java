package tv.aircheck.recorder;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.ClipRow;
import tv.aircheck.index.Index;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PictureKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Lets a clip go for good:
 *
 * <ol>
 *   <li>forget it, with a line in the audit; of a broadcast of which only clips were left, the
 *       removal goes on with that: {@link BroadcastRemoval}
 *   <li>delete its pictures; those that are left {@code store gc} finds
 *   <li>delete what no other clip keeps; killed before, the next run does it
 * </ol>
 */
public final class ClipRemoval {
  private final Index index;
  private final InstantSource clock;
  private final ObjectStore store;
  private final BroadcastRemoval removal;

  public ClipRemoval(Index index, Spool spool, ObjectStore store, InstantSource clock) {
    this.index = index;
    this.clock = clock;
    this.store = store;
    this.removal = new BroadcastRemoval(index, spool, store, clock);
  }

  /**
   * @param still asked in the same transaction, whether it is as the caller believes
   * @param progress gets the number of segments deleted so far
   * @return false when it is not, or not there
   * @throws StorageException when it is forgotten, and a file cannot be deleted: the next run of
   *     retention does it
   */
  public boolean run(String clipId, Predicate<ClipRow> still, Deed deed, LongConsumer progress)
      throws StorageException {
    Optional<ClipRow> removed =
        index.writeNow(
            tx -> {
              Optional<ClipRow> row = tx.clips().find(clipId).filter(still);
              row.ifPresent(
                  clip -> {
                    tx.clips().remove(clipId);
                    tx.audit()
                        .add(
                            AuditRow.of(
                                clock.millis(), deed.who(), AuditAction.DELETED, clip, deed.why()));
                  });
              return row;
            });
    if (removed.isPresent()) {
      ShowObjects.delete(store, PictureKey.prefix(clipId));
      removal.finish(removed.get().broadcastId(), deed, progress);
    }
    return removed.isPresent();
  }
}
