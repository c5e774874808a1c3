package tv.aircheck.recorder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.BundledSegment;
import tv.aircheck.index.Index;
import tv.aircheck.index.TakeRow;
import tv.aircheck.storage.BroadcastKey.BundleKey;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/** Bundles of a broadcast none of whose segments is left; others stay whole. */
record UnusedBundles(Index index, ObjectStore store) {
  private static final int PAGE = 500;

  /**
   * @param still asked before each is deleted, whether the broadcast is being removed
   */
  void delete(String broadcastId, BooleanSupplier still) throws StorageException {
    // Before their segments: one that is made meanwhile is not among them.
    List<BundleRow> bundles = index.bundles().ofBroadcast(broadcastId);
    Set<Long> used = used(broadcastId);
    for (BundleRow bundle : bundles) {
      if (!used.contains(bundle.seq()) && still.getAsBoolean()) {
        List<String> keys = new ArrayList<>(List.of(bundle.key()));
        BundleKey.parse(bundle.key()).ifPresent(key -> keys.add(key.tableKey()));
        store.delete(keys);
        index.<Boolean>writeNow(tx -> tx.bundles().remove(bundle.seq()));
      }
    }
  }

  private Set<Long> used(String broadcastId) {
    Set<Long> used = new HashSet<>();
    for (TakeRow take : index.takes().ofBroadcast(broadcastId)) {
      List<BundledSegment> page = index.bundles().ofTake(take.seq(), -1, PAGE);
      while (!page.isEmpty()) {
        page.forEach(member -> used.add(member.bundleSeq()));
        long after = page.get(page.size() - 1).startPosition();
        page = index.bundles().ofTake(take.seq(), after, PAGE);
      }
    }
    return used;
  }
}
