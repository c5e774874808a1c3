package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.DamageKind;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.ManifestRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.recorder.manifest.ManifestReader;
import tv.aircheck.recorder.manifest.ManifestSum;
import tv.aircheck.recorder.manifest.ManifestVisitor;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.StorageException;

/**
 * Looks at a broadcast's manifest: is it there, is it what was written, does it say what the index
 * says?
 */
final class ManifestCheck {
  private final Index index;
  private final StoredContent content;
  private final ManifestKeeper keeper;

  ManifestCheck(Index index, StoredContent content, ManifestKeeper keeper) {
    this.index = index;
    this.content = content;
    this.keeper = keeper;
  }

  /** Empty when nothing is wrong, and while the recorder has still to write it. */
  Optional<DamageRow> check(BroadcastRow broadcast, long nowMs) throws IOException {
    if (broadcast.state() != BroadcastState.ENDED && broadcast.state() != BroadcastState.CLIPPED) {
      return Optional.empty();
    }
    BroadcastKey broadcastKey = ManifestKeeper.keyOf(broadcast);
    Optional<ManifestRow> known = index.manifests().find(broadcast.id());
    if (known.isEmpty() || known.get().revision() == 0) {
      return known.isPresent()
          ? Optional.empty()
          : damage(
              broadcast,
              broadcastKey.manifest(1).storeKey(),
              DamageKind.MANIFEST_MISSING,
              "none was ever written",
              nowMs);
    }
    ManifestRow row = known.get();
    String key = broadcastKey.manifest(row.revision()).storeKey();
    ManifestSum sum;
    try (InputStream in = content.open(key)) {
      sum = ManifestReader.read(in, ManifestVisitor.NONE);
    } catch (StorageException e) {
      return switch (e.kind()) {
        case NOT_FOUND ->
            damage(broadcast, key, DamageKind.MANIFEST_MISSING, "it is not in the store", nowMs);
        case CORRUPT, INVALID ->
            damage(broadcast, key, DamageKind.MANIFEST_CHANGED, e.getMessage(), nowMs);
        default -> throw e;
      };
    }
    if (!sum.sha256().equals(row.sha256())) {
      String words = "it is whole, but not the one that was written (SHA-256 differs)";
      return damage(broadcast, key, DamageKind.MANIFEST_CHANGED, words, nowMs);
    }
    boolean ended = index.takes().ofBroadcast(broadcast.id()).stream().noneMatch(TakeRow::isOpen);
    if (ended && !row.isDue() && !sum.chain().equals(keeper.chain(broadcast))) {
      String words =
          "it says other segments than the index, which nobody has changed by the rules:"
              + " 'aircheck index rebuild --from-store' goes by the manifest";
      return damage(broadcast, key, DamageKind.MANIFEST_DIFFERS, words, nowMs);
    }
    return Optional.empty();
  }

  private static Optional<DamageRow> damage(
      BroadcastRow broadcast, String key, DamageKind kind, String words, long nowMs) {
    return Optional.of(new DamageRow(broadcast.id(), key, 0, 0, kind, words, nowMs));
  }
}
