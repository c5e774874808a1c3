package tv.aircheck.recorder.retention;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.RuleRow;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.BroadcastRule;
import tv.aircheck.recorder.BroadcastSettings;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.ShowObjects;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.UnsyncedDisk;
import tv.aircheck.recorder.rebuild.Rebuild;
import tv.aircheck.recorder.rebuild.RebuildListener;
import tv.aircheck.recorder.rebuild.RebuildParts;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;
import tv.aircheck.testkit.ManualClock;

/** Shows with rows, objects and spool files, in a folder; their segments hold no media. */
final class SmallArchive implements Closeable {
  static final ChannelName ME = new ChannelName("live", "me");
  static final Deed BY_ME = new Deed("me@here", "a test");
  static final RetentionSettings SETTINGS =
      new RetentionSettings(Duration.ofDays(7), new Share(100), 0);
  static final int SEGMENT_BYTES = 100;

  final ManualClock clock = ManualClock.atSomeTime();
  final Index index;
  final Map<String, Tier> tiers;
  private final Path folder;
  private final Spool spool;
  private final ObjectStore files;

  private SmallArchive(Path folder, Map<String, Tier> tiers) throws IOException {
    this.folder = folder;
    this.tiers = tiers;
    Files.createDirectories(folder);
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    // Processes die here, and disks do not.
    spool = Spool.open(folder.resolve("spool"), new UnsyncedDisk());
    files = DirectoryStore.open(folder.resolve("store"), new UnsyncedDisk());
  }

  /** A new one, or what a killed one left. */
  static SmallArchive in(Path folder) throws IOException {
    return new SmallArchive(folder, new HashMap<>());
  }

  static SmallArchive in(Path folder, Map<String, Tier> tiers) throws IOException {
    return new SmallArchive(folder, tiers);
  }

  SmallArchive adopted() {
    index.writeNow(
        tx -> {
          tx.adoption().adopt(clock.millis());
          return null;
        });
    return this;
  }

  SmallArchive rule(String pattern, Rule rule, long amount) {
    index.writeNow(
        tx -> {
          tx.retention().set(new RuleRow(pattern, rule.word(), amount));
          return null;
        });
    return this;
  }

  /** One that ended so many days ago, of two takes with so many segments each. */
  SmallArchive show(String id, int daysAgo, int segments) throws IOException {
    long ended = clock.millis() - Duration.ofDays(daysAgo).toMillis();
    long started = ended - Duration.ofHours(1).toMillis();
    index.writeNow(
        tx -> {
          tx.broadcasts().open(id, tx.channels().ensure(ME, started), started);
          return null;
        });
    take(id, id, started, segments);
    take(id, id + "-2", started + 1, segments);
    index.writeNow(tx -> tx.broadcasts().end(id, ended));
    BroadcastRow row = index.broadcasts().find(id).orElseThrow();
    put(ShowObjects.prefix(row) + "manifest-0001.json");
    put(ShowObjects.prefix(index.takes().find(id).orElseThrow()) + "no-row-knows-it.flv");
    return this;
  }

  private void take(String broadcast, String id, long started, int segments) throws IOException {
    long seq =
        index.writeNow(
            tx -> tx.takes().open(new NewTake(id, broadcast, "origin", "PUBLISH", null, started)));
    for (int i = 0; i < segments; i++) {
      segment(id, seq, started, (long) i * SEGMENT_BYTES);
    }
    index.writeNow(tx -> tx.takes().end(seq, started + 1_000, "UNPUBLISHED"));
  }

  private void segment(String take, long seq, long started, long position) throws IOException {
    SegmentKey key = SegmentKey.of(ME.app(), ME.name(), take, started, position);
    put(key.storeKey());
    Files.createDirectories(spool.sealedPath(key).getParent());
    Files.write(spool.sealedPath(key), new byte[] {1});
    SegmentRow row = segment(seq, position, SEGMENT_BYTES);
    index.writeNow(
        tx -> {
          tx.segments().add(row);
          tx.uploads().add(seq, row.startPosition(), 0);
          return tx.uploads().stored(seq, row.startPosition());
        });
  }

  /**
   * Its publisher is back, if anything is left of it, and a segment of its last take is recorded.
   */
  void goesOn(String broadcast, String takeId, long position) throws IOException {
    TakeRow take = index.takes().find(takeId).orElseThrow();
    index.writeNow(tx -> tx.takes().reopen(take.seq()) && tx.broadcasts().resume(broadcast));
    segment(takeId, take.seq(), take.startedAtMs(), position);
  }

  /** The object and the file of the spool. */
  List<String> segmentKeys(String takeId, long position) {
    SegmentKey key = TakeKeys.of(index.takes().find(takeId).orElseThrow(), position);
    return List.of("store/" + key.storeKey(), folder.relativize(spool.sealedPath(key)).toString());
  }

  static SegmentRow segment(long seq, long start, long bytes) {
    return new SegmentRow(
        seq,
        start,
        start + bytes,
        start,
        start + bytes - 1,
        start,
        300,
        bytes + 300,
        7,
        false,
        new Codecs("avc1.64001f", "mp4a.40.2", 640, 360, 48_000, 2),
        new byte[] {1});
  }

  private void put(String key) throws StorageException {
    files.putIfAbsent(key, ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  Keeper keeper(Steps steps) {
    return new Keeper(parts(steps), SETTINGS);
  }

  KeeperParts parts() {
    return parts(Steps.endless());
  }

  private KeeperParts parts(Steps steps) {
    return new KeeperParts(
        index, spool, new SteppedStore(files, tiers, steps), clock, OptionalLong::empty);
  }

  Keeper keeper() {
    return keeper(Steps.endless());
  }

  RunReport run() throws StorageException {
    Keeper keeper = keeper();
    return keeper.run(keeper.plan(keeper.facts()), BY_ME, false, RunListener.NONE);
  }

  /** Fills the index, which is new, from what there is. */
  void rebuild() throws IOException {
    BroadcastRule rule = new BroadcastRule(BroadcastSettings.DEFAULT);
    new Rebuild(new RebuildParts(index, files, spool, rule, clock, folder, 1), RebuildListener.NONE)
        .run();
  }

  Curator curator() {
    return new Curator(index, clock);
  }

  /** Everything that is left: shows as they stand, objects, spool files, tiers. */
  List<String> everything() throws IOException {
    Stream<String> shows =
        index.retention().holdings().stream()
            .map(show -> show.id() + " " + show.state() + " " + show.locked() + " " + show.tier());
    Stream<String> moved = tiers.entrySet().stream().map(e -> e.getKey() + " in " + e.getValue());
    return Stream.of(shows, keys().stream(), moved).flatMap(all -> all).sorted().toList();
  }

  /** All files of store and spool. */
  List<String> keys() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(file -> !file.startsWith("index.db") && !file.endsWith(".crc32c"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    index.close();
  }
}
