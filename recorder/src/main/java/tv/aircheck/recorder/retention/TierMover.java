package tv.aircheck.recorder.retention;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.ShowObjects;
import tv.aircheck.storage.BroadcastKey.BundleKey;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;

/**
 * Moves all segments of a show, single or bundled, to another tier of the store, then notes it. A
 * crash in between leaves some moved and nothing noted: the next run moves the rest. Manifests and
 * the tables of bundles stay where they are read at once.
 */
final class TierMover {
  private final Index index;
  private final ObjectStore store;
  private final InstantSource clock;

  TierMover(Index index, ObjectStore store, InstantSource clock) {
    this.index = index;
    this.store = store;
    this.clock = clock;
  }

  /** Why it cannot be done now; empty when it is done. */
  Optional<String> move(String broadcastId, Tier tier, Deed deed) throws StorageException {
    Optional<BroadcastRow> broadcast = index.broadcasts().find(broadcastId);
    if (broadcast.isEmpty() || broadcast.get().state() != BroadcastState.ENDED) {
      return Optional.of("it is no longer a show that has ended");
    }
    if (!index.retention().isWhollyStored(broadcastId)) {
      return Optional.of("not all of it is in the store yet");
    }
    for (TakeRow take : index.takes().ofBroadcast(broadcastId)) {
      ShowObjects.forEachPage(
          store, ShowObjects.prefix(take), page -> move(page, key -> isSingle(key), tier));
    }
    ShowObjects.forEachPage(
        store,
        ShowObjects.prefix(broadcast.get()),
        page -> move(page, key -> BundleKey.parse(key).isPresent(), tier));
    index.writeNow(
        tx -> {
          for (BundleRow bundle : tx.bundles().ofBroadcast(broadcastId)) {
            tx.bundles().tier(bundle.seq(), tier.name());
          }
          if (tx.broadcasts().tier(broadcastId, tier.name())) {
            tx.audit()
                .add(
                    AuditRow.of(
                        clock.millis(),
                        deed.who(),
                        AuditAction.MOVED,
                        broadcast.get(),
                        "to " + tier + ": " + deed.why()));
          }
          return null;
        });
    return Optional.empty();
  }

  /** One that is in a bundle goes soon: moving it would cost for nothing. */
  private boolean isSingle(String key) {
    return SegmentKey.parse(key)
        .filter(k -> index.bundles().find(k.takeId(), k.startPosition()).isEmpty())
        .isPresent();
  }

  private void move(List<ObjectInfo> page, Predicate<String> wanted, Tier tier)
      throws StorageException {
    for (ObjectInfo object : page) {
      if (object.tier().compareTo(tier) < 0 && wanted.test(object.key())) {
        store.changeTier(object.key(), tier);
      }
    }
  }
}
