package tv.aircheck.recorder.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.recorder.manifest.ManifestReader;
import tv.aircheck.recorder.manifest.ManifestSum;
import tv.aircheck.recorder.manifest.ManifestVisitor;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;

/**
 * A broadcast's newest manifest that is whole.
 *
 * @param revision 0 when none of its own is whole
 * @param bundle the one that has a manifest in it, where there is no other; else null
 * @param sum null when there is none at all
 * @param troubles with newer ones
 */
record ManifestFile(
    BroadcastKey broadcast,
    int revision,
    FoundBundle bundle,
    ManifestSum sum,
    List<String> troubles) {

  /**
   * Reads manifests until one is whole.
   *
   * @param revisions newest first
   * @param bundles of the broadcast; each has the manifest in it that there was when it was made
   */
  static ManifestFile newestWhole(
      ObjectStore store, BroadcastKey broadcast, List<Integer> revisions, List<FoundBundle> bundles)
      throws IOException {
    List<String> troubles = new ArrayList<>();
    for (int revision : revisions) {
      String key = broadcast.manifest(revision).storeKey();
      try (InputStream in = new ObjectBytes(store, key)) {
        return new ManifestFile(
            broadcast, revision, null, ManifestReader.read(in, ManifestVisitor.NONE), troubles);
      } catch (StorageException e) {
        troubles.add(key + ": " + damage(e).getMessage());
      }
    }
    for (int i = bundles.size() - 1; i >= 0; i--) {
      FoundBundle bundle = bundles.get(i);
      try (InputStream in = bundle.manifest(store)) {
        return new ManifestFile(
            broadcast, 0, bundle, ManifestReader.read(in, ManifestVisitor.NONE), troubles);
      } catch (StorageException e) {
        troubles.add(bundle.key().storeKey() + ": " + damage(e).getMessage());
      }
    }
    return new ManifestFile(broadcast, 0, null, null, troubles);
  }

  /** What ends the rebuild is thrown. */
  private static StorageException damage(StorageException e) throws StorageException {
    return switch (e.kind()) {
      case CORRUPT, INVALID, NOT_FOUND, ARCHIVED -> e;
      case FULL, UNAVAILABLE, DENIED -> throw e;
    };
  }

  boolean isWhole() {
    return sum != null;
  }

  /** Whether nothing that came after it is lost: in what was, somebody may have restored it. */
  boolean isNewest() {
    return revision > 0 && troubles.isEmpty();
  }

  InputStream open(ObjectStore store) {
    return bundle != null
        ? bundle.manifest(store)
        : new ObjectBytes(store, broadcast.manifest(revision).storeKey());
  }
}
