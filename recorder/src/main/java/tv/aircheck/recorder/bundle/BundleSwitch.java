package tv.aircheck.recorder.bundle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tv.aircheck.index.AuditAction;
import tv.aircheck.index.AuditRow;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.BundleRow.Singles;
import tv.aircheck.index.Index;
import tv.aircheck.index.Transaction;
import tv.aircheck.recorder.Deed;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;

/** Has segments read from a bundle that is in the store: all at once or none. */
final class BundleSwitch {
  private final Index index;
  private final InstantSource clock;
  private final Duration grace;

  BundleSwitch(Index index, InstantSource clock, Duration grace) {
    this.index = index;
    this.clock = clock;
    this.grace = grace;
  }

  /** A bundle that is in the store. */
  record Bundle(BroadcastRow broadcast, String key, BundleLayout layout, int crc32c, Tier tier) {}

  /** Gives how many segments are read from it from here on; 0 when none was left to be. */
  long run(Bundle bundle, List<Piece> pieces, Deed by) {
    return index.writeNow(tx -> run(tx, bundle, pieces, by));
  }

  private long run(Transaction tx, Bundle bundle, List<Piece> pieces, Deed by) {
    Optional<BroadcastRow> show =
        tx.broadcasts()
            .find(bundle.broadcast().id())
            .filter(row -> row.state() == BroadcastState.ENDED);
    if (show.isEmpty() || tx.bundles().byKey(bundle.key()).isPresent()) {
      return 0;
    }
    long now = clock.millis();
    long seq =
        tx.bundles()
            .add(
                new BundleRow(
                    0,
                    bundle.broadcast().id(),
                    bundle.key(),
                    bundle.layout().bytes(),
                    bundle.crc32c(),
                    now,
                    bundle.tier().name(),
                    Singles.KEPT,
                    now + grace.toMillis()));
    long members = 0;
    List<BundleTable.Member> places = bundle.layout().table().segments();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      boolean added =
          tx.bundles()
              .addMember(seq, piece.takeSeq(), piece.startPosition(), places.get(i).offset());
      members += added ? 1 : 0;
    }
    if (members == 0) {
      tx.bundles().remove(seq);
      return 0;
    }
    String why = members + " segments in " + bundle.key();
    tx.audit()
        .add(
            new AuditRow(
                0,
                now,
                by.who(),
                AuditAction.BUNDLED,
                bundle.broadcast().id(),
                bundle.broadcast().channel().toString(),
                bundle.layout().bytes(),
                by.why().isEmpty() ? why : why + ": " + by.why()));
    return members;
  }

  /** Deletes a bundle that nothing is to be read from, unless somebody else reads from it. */
  void giveUp(ObjectStore store, String key, String tableKey) throws StorageException {
    if (index.bundles().byKey(key).isEmpty()) {
      store.delete(List.of(key, tableKey));
    }
  }
}
