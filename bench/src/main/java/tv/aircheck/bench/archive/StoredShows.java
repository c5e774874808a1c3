package tv.aircheck.bench.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;

/** Shows in a store, each with its manifest: what is left when all else is lost. */
public final class StoredShows {
  private StoredShows() {}

  /**
   * Makes them.
   *
   * @param folder for what is made beside them, and not needed afterwards
   * @return how many segments they have
   */
  public static long make(ObjectStore store, Path folder, int shows, Duration each)
      throws IOException {
    Spool spool = Spool.open(folder.resolve("spool"), new LocalDisk());
    long segments = 0;
    try (Index index = Index.open(IndexSettings.at(folder.resolve("index.db")))) {
      ShowMaker maker = new ShowMaker(index, spool);
      ManifestKeeper manifests = new ManifestKeeper(index, spool, store, InstantSource.system());
      for (int show = 0; show < shows; show++) {
        long startedAtMs = Names.EPOCH_MS + show * Season.APART_MS;
        String id = maker.record(Names.channel(show), startedAtMs, each);
        for (TakeRow take : index.takes().ofBroadcast(id)) {
          segments += put(store, spool, take, index.segments().ofTake(take.seq(), -1, 1_000_000));
        }
        manifests.write(id);
      }
    }
    return segments;
  }

  private static int put(ObjectStore store, Spool spool, TakeRow take, List<SegmentRow> rows)
      throws IOException {
    for (SegmentRow row : rows) {
      SegmentKey key =
          SegmentKey.of(
              take.channel().app(),
              take.channel().name(),
              take.id(),
              take.startedAtMs(),
              row.startPosition());
      store.putIfAbsent(key.storeKey(), spool.sealedPath(key), row.crc32c());
    }
    return rows.size();
  }
}
