package tv.aircheck.recorder.manifest;

import java.io.IOException;
import java.io.OutputStream;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;

/** The manifest of a broadcast as it is now, for one who takes it elsewhere. */
public final class BroadcastManifest {
  private BroadcastManifest() {}

  /**
   * Writes a first revision, whatever the store has: the same broadcast makes the same bytes.
   *
   * @param broadcast has ended
   * @param out the caller's to close
   */
  public static void write(
      Index index, Spool spool, ObjectStore store, BroadcastRow broadcast, OutputStream out)
      throws IOException {
    MissingHashes missing = new MissingHashes(index, spool, store);
    try (ManifestWriter writer = new ManifestWriter(out)) {
      new ManifestSource(index, missing::of).tell(broadcast, 1, null, writer);
    }
  }
}
