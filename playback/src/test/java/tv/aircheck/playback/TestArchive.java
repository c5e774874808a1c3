package tv.aircheck.playback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.NewTake;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.testkit.GeneratedLog;

/** An archive on disk, written the way a recorder writes it. */
public final class TestArchive implements AutoCloseable {
  public static final ChannelName CHANNEL = new ChannelName("live", "justin");
  public static final long NOON = 1_795_348_800_000L;

  public final Index index;
  public final Spool spool;
  public final DirectoryStore store;
  public final Path root;
  public long nowMs = NOON + 7_200_000;
  private int takes;

  public TestArchive(Path folder) throws IOException {
    root = folder;
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    spool =
        Spool.open(
            Files.createDirectories(folder.resolve("data")).resolve("spool"), new LocalDisk());
    store = DirectoryStore.open(folder.resolve("store"), new LocalDisk());
  }

  /** What is archived in a store is asked for at once, on the thread that asks. */
  public BringBack bringBack(ObjectStore store) {
    return new BringBack(
        index, store, () -> Instant.ofEpochMilli(nowMs), BringBackSettings.DEFAULT, Runnable::run);
  }

  Source source(ObjectStore store) {
    return new Source(index, spool, store, bringBack(store));
  }

  /** Begins a take; it opens a broadcast of its own unless one is named. */
  public TestTake begin(String broadcastId, long startedAtMs) {
    String id = "TAKE" + ++takes;
    long seq =
        index.writeNow(
            tx -> {
              long channel = tx.channels().ensure(CHANNEL, startedAtMs);
              if (broadcastId == null) {
                tx.broadcasts().open(id, channel, startedAtMs);
              }
              String broadcast = broadcastId == null ? id : broadcastId;
              return tx.takes()
                  .open(new NewTake(id, broadcast, "node", "PUBLISH", null, startedAtMs));
            });
    return new TestTake(this, id, seq, startedAtMs);
  }

  /** A whole take of a broadcast, a minute after what was there. */
  public TestTake record(String broadcastId, GeneratedLog log) throws IOException {
    TestTake take = begin(broadcastId, NOON + 60_000L * takes);
    take.append(log, 0, log.tags().size());
    take.end();
    return take;
  }

  public void end(String broadcastId) {
    index.writeNow(tx -> tx.broadcasts().end(broadcastId, NOON + 3_600_000));
  }

  /** A finished broadcast of these takes. */
  public String show(GeneratedLog... logs) throws IOException {
    String id = null;
    for (GeneratedLog log : logs) {
      TestTake take = record(id, log);
      id = id == null ? take.id : id;
    }
    end(id);
    return id;
  }

  /** The sealed segments of a take. */
  public List<SegmentKey> segments(String takeId) throws IOException {
    List<SegmentKey> keys = new ArrayList<>();
    spool.sealed().stream()
        .filter(file -> file.takeId().equals(takeId))
        .forEach(
            file -> keys.add(file.key(index.takes().find(takeId).orElseThrow().startedAtMs())));
    return keys;
  }

  @Override
  public void close() {
    index.close();
  }
}
