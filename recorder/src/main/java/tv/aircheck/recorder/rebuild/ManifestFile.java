package tv.aircheck.recorder.rebuild;

import java.io.IOException;
import java.io.InputStream;
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
 * @param revision 0 when none is whole
 * @param troubles with newer ones
 */
record ManifestFile(BroadcastKey broadcast, int revision, ManifestSum sum, List<String> troubles) {

  /**
   * Reads manifests until one is whole.
   *
   * @param revisions newest first
   */
  static ManifestFile newestWhole(
      ObjectStore store, BroadcastKey broadcast, List<Integer> revisions) throws IOException {
    List<String> troubles = new java.util.ArrayList<>();
    for (int revision : revisions) {
      String key = broadcast.manifest(revision).storeKey();
      try (InputStream in = new ObjectBytes(store, key)) {
        return new ManifestFile(
            broadcast, revision, ManifestReader.read(in, ManifestVisitor.NONE), troubles);
      } catch (StorageException e) {
        switch (e.kind()) {
          case CORRUPT, INVALID, NOT_FOUND -> troubles.add(key + ": " + e.getMessage());
          default -> throw e;
        }
      }
    }
    return new ManifestFile(broadcast, 0, null, troubles);
  }

  InputStream open(ObjectStore store) {
    return new ObjectBytes(store, broadcast.manifest(revision).storeKey());
  }
}
