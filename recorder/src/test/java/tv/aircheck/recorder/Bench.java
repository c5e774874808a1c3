package tv.aircheck.recorder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.TakeRow;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.Disk;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.ManualClock;

/** A recorder on a folder, which can be stopped, killed, and started again on what is left. */
final class Bench implements Closeable {
  static final RecorderSettings SETTINGS =
      new RecorderSettings(
          SegmenterSettings.DEFAULT,
          Duration.ofMillis(100),
          2,
          Duration.ofMinutes(10),
          BroadcastSettings.DEFAULT,
          UploadSettings.DEFAULT,
          new SpoolLimits(1L << 40, 0, 0));

  final ManualClock clock = ManualClock.atSomeTime();
  private final Path folder;
  private Disk disk = new LocalDisk();
  private RecorderSettings settings = SETTINGS;
  private ObjectStore store;
  private Index index;
  private Spool spool;
  private Recorder recorder;

  Bench(Path folder) {
    this.folder = folder;
  }

  Bench with(Disk spoolDisk) {
    disk = spoolDisk;
    return this;
  }

  Bench with(RecorderSettings other) {
    settings = other;
    return this;
  }

  Bench with(ObjectStore other) {
    store = other;
    return this;
  }

  Recorder start() throws IOException {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    spool = Spool.open(folder.resolve("spool"), disk);
    if (store == null) {
      store = DirectoryStore.open(folder.resolve("store"), new LocalDisk());
    }
    recorder =
        Recorder.start(
            settings,
            new RecorderParts(
                index, spool, store, clock, clock.ticker(), new Random(1), RecorderListener.NONE));
    return recorder;
  }

  /** The index dies in the middle of things. Never a failure of the step itself. */
  boolean kill() {
    index.close();
    return false;
  }

  Recorder recorder() {
    return recorder;
  }

  Index index() {
    return index;
  }

  Spool spool() {
    return spool;
  }

  ObjectStore store() {
    return store;
  }

  Path folder() {
    return folder;
  }

  /** Moves the clock so that retries become due. */
  void awaitStored() {
    Await.until(
        "all is stored",
        () -> {
          clock.advanceMs(1_000);
          return index.uploads().backlog().segments() == 0;
        });
  }

  TakeRow take(String id) {
    return index.takes().find(id).orElseThrow();
  }

  /** The sealed files of a take, by start position. */
  Map<Long, byte[]> sealed(String takeId) throws IOException {
    return files(takeId, ".flv");
  }

  /** Its unfinished files. */
  Map<Long, byte[]> parts(String takeId) throws IOException {
    return files(takeId, ".part");
  }

  private Map<Long, byte[]> files(String takeId, String ending) throws IOException {
    Map<Long, byte[]> found = new TreeMap<>();
    Path take = folder.resolve("spool/live/justin").resolve(takeId);
    if (!Files.isDirectory(take)) {
      return found;
    }
    try (Stream<Path> files = Files.list(take)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(ending)) {
          long position = Long.parseLong(name.substring(0, name.length() - ending.length()));
          found.put(position, Files.readAllBytes(file));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    if (recorder != null) {
      recorder.close();
    }
    if (index != null) {
      index.close();
    }
  }
}
