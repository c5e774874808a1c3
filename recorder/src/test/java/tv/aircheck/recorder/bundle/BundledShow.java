package tv.aircheck.recorder.bundle;

import static tv.aircheck.recorder.TestArchive.JUSTIN;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.TestArchive;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

/** Two shows of which one is bundled, with nothing left in the spool. */
public final class BundledShow implements AutoCloseable {
  public static final Deed ME = new Deed("me@here", "for a test");
  public static final Duration GRACE = Duration.ofHours(1);

  private static final long STARTED_MS = 1_764_000_000_000L;

  /** So that a bundle takes two or three segments of the generated ones. */
  private static final long MOST_BYTES = 250_000;

  public final TestArchive archive;

  public BundledShow(Path folder) throws IOException {
    archive = new TestArchive(folder);
  }

  public ManifestKeeper keeper() {
    return new ManifestKeeper(archive.index(), archive.spool(), store(), archive.clock);
  }

  /** Segments as they lie. */
  public ObjectStore store() {
    return new BundledStore(archive.store(), Places.in(archive.index()));
  }

  /** T1 of two takes, and T3 an hour later: recorded, stored, over. */
  public BundledShow record() throws IOException {
    VideoShape small = VideoShape.plain().withFrameBytes(60);
    GeneratedLog log = GeneratedLog.of(LogShape.plain(1, 41_000).withVideo(small));
    archive.record(JUSTIN, "T1", log, STARTED_MS);
    archive.record(JUSTIN, "T2", log, STARTED_MS + 50_000);
    archive.record(JUSTIN, "T3", log, STARTED_MS + 3_600_000);
    archive.store("T1").store("T2").store("T3");
    archive.endBroadcasts();
    keeper().writeDue();
    for (var file : archive.spool().sealed()) {
      archive.spool().delete(file);
    }
    return this;
  }

  public Bundler bundler() {
    return bundler(archive.store());
  }

  /** One whose objects are in another store than the archive's own. */
  public Bundler bundler(ObjectStore objects) {
    return new Bundler(
        new BundleParts(
            archive.index(),
            archive.spool(),
            new BundledStore(objects, Places.in(archive.index())),
            archive.clock,
            new LocalDisk(),
            archive.folder().resolve("bundling"),
            0),
        new BundleSettings(MOST_BYTES, GRACE));
  }

  public List<BundleResult> bundle(String... ids) throws IOException {
    return bundler().run(List.of(ids), ME, BundleListener.NONE);
  }

  /** When their time has come. */
  public long deleteSingles() throws IOException {
    archive.clock.advanceMs(GRACE.toMillis());
    archive
        .index()
        .writeNow(
            tx -> {
              tx.adoption().adopt(archive.clock.millis());
              return null;
            });
    return new SingleObjects(archive.index(), archive.store(), archive.clock)
        .deleteDue(ME, BundleListener.NONE);
  }

  /** Key to checksum of each segment, read as players read them. */
  public Map<String, Integer> content() throws IOException {
    Map<String, Integer> content = new LinkedHashMap<>();
    for (String id : List.of("T1", "T2", "T3")) {
      TakeRow take = archive.index().takes().find(id).orElseThrow();
      for (var row : archive.index().segments().ofTake(take.seq(), -1, 1_000)) {
        String key = TakeKeys.of(take, row.startPosition()).storeKey();
        try (InputStream in = new ObjectBytes(store(), key)) {
          content.put(key, Digests.of(in).crc32c());
        }
      }
    }
    return content;
  }

  /** What the store holds under a prefix. */
  public List<String> keys(String prefix) throws IOException {
    List<String> keys = new ArrayList<>();
    archive.store().list(prefix, "", 1_000).objects().forEach(object -> keys.add(object.key()));
    return keys;
  }

  public Path bundle(int number) {
    return archive.object("broadcasts/live/justin/2025/11/24/T1/bundle-%04d.tar".formatted(number));
  }

  /** In the scratch folder, but for the lock. */
  List<Path> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(archive.folder().resolve("bundling"))) {
      return files.filter(file -> !file.endsWith(".lock")).toList();
    }
  }

  @Override
  public void close() {
    archive.close();
  }
}
