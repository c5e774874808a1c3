package tv.aircheck.recorder;

import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.DamageKind;
import tv.aircheck.index.DamageRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.Transaction;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolSegment;
import tv.aircheck.testkit.ManualClock;

/** A spool with anything in it, and an index that says anything of it. */
final class SomeSpool implements Closeable {
  private static final ChannelName ME = new ChannelName("live", "me");
  private static final long STARTED_MS = 1_764_000_000_000L;

  /** What the index says of a segment that is sealed in the spool. */
  private enum Ledger {
    NO_TAKE,
    NO_ROW,
    /** Or UPLOADING. */
    PENDING,
    STORED,
    /** And found damaged in the store after that. */
    DAMAGED,
    VERIFIED
  }

  /**
   * @param shared the store has the same file under another name
   */
  record Sealed(SegmentKey key, Ledger ledger, long bytes, boolean shared) {
    boolean verified() {
      return ledger == Ledger.VERIFIED;
    }

    long ownBytes() {
      return shared ? 0 : bytes;
    }
  }

  private final Path folder;
  private final Random random;
  private final Index index;
  private final UnsyncedDisk disk = new UnsyncedDisk();
  private final List<Sealed> byUse = new ArrayList<>();
  private final List<SpoolSegment> open = new ArrayList<>();
  private final List<Path> growing = new ArrayList<>();
  private Spool spool;

  SomeSpool(Path folder, Random random) throws IOException {
    this.folder = folder;
    this.random = random;
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    spool = Spool.open(folder.resolve("spool"), disk);
  }

  /** Segments are sealed and read, and are being written; in between it is opened anew. */
  void fill() throws IOException {
    int restart = random.nextInt(25);
    for (int i = 0; i < 25; i++) {
      if (i == restart) {
        abandon();
        spool = Spool.open(folder.resolve("spool"), disk);
        byUse.sort(
            Comparator.<Sealed, String>comparing(file -> file.key().takeId())
                .thenComparingLong(file -> file.key().startPosition()));
      }
      switch (random.nextInt(4)) {
        case 0 -> read();
        case 1 -> grow(key(26 + i, "T" + random.nextInt(3)));
        default -> seal(i);
      }
    }
    seal(25);
    index.writeNow(
        tx -> {
          for (Sealed file : byUse) {
            enter(tx, file);
          }
          // Whichever they are, of those that wait.
          return tx.uploads().claim(random.nextInt(5), 0, 0);
        });
  }

  private static SegmentKey key(int number, String takeId) {
    return SegmentKey.of(ME.app(), ME.name(), takeId, STARTED_MS, number * 1_000L);
  }

  private void seal(int number) throws IOException {
    Ledger[] all = Ledger.values();
    Ledger ledger = random.nextBoolean() ? Ledger.VERIFIED : all[random.nextInt(all.length)];
    String takeId = (ledger == Ledger.NO_TAKE ? "NONE" : "T") + random.nextInt(3);
    // Not in the order of takes and positions, so that a restart changes what goes first.
    SegmentKey key = key((number * 17) % 26, takeId);
    ByteBuffer content = ByteBuffer.allocate(1 + random.nextInt(300));
    Sealed file = new Sealed(key, ledger, content.remaining(), random.nextInt(3) == 0);
    var staged = spool.stage(key);
    staged.write(content);
    staged.seal();
    if (file.shared()) {
      Files.createLink(folder.resolve("shared-" + number), spool.sealedPath(key));
    }
    byUse.add(file);
  }

  private static boolean enter(Transaction tx, Sealed file) {
    if (file.ledger() == Ledger.NO_TAKE) {
      return true;
    }
    String takeId = file.key().takeId();
    long at = file.key().startPosition();
    tx.broadcasts().open(takeId, tx.channels().ensure(ME, STARTED_MS), STARTED_MS);
    long seq = tx.takes().open(new NewTake(takeId, takeId, "origin", "PUBLISH", null, STARTED_MS));
    if (file.ledger() == Ledger.NO_ROW) {
      return true;
    }
    tx.segments().add(row(seq, at, file.bytes()));
    tx.uploads().add(seq, at, 0);
    return switch (file.ledger()) {
      case STORED -> tx.uploads().stored(seq, at);
      case VERIFIED -> tx.uploads().verified(seq, at);
      case DAMAGED -> {
        String key = file.key().storeKey();
        tx.verifications()
            .damaged(new DamageRow(takeId, key, seq, at, DamageKind.CHANGED, "other bytes", 0));
        yield tx.uploads().verified(seq, at);
      }
      default -> true;
    };
  }

  private static SegmentRow row(long seq, long at, long bytes) {
    Codecs codecs = new Codecs("avc1.64001f", "mp4a.40.2", 640, 360, 48_000, 2);
    return new SegmentRow(
        seq, at, at + bytes, at, at + 1, at, 300, bytes, 7, false, codecs, new byte[] {1});
  }

  private void read() throws IOException {
    if (!byUse.isEmpty()) {
      Sealed file = byUse.remove(random.nextInt(byUse.size()));
      try (FileChannel channel = spool.open(file.key()).orElseThrow()) {
        assert channel.isOpen();
      }
      byUse.add(file);
    }
  }

  private void grow(SegmentKey key) throws IOException {
    SpoolSegment segment = spool.create(key, 1, 0);
    int length = 1 + random.nextInt(200);
    segment.write(Unpooled.wrappedBuffer(new byte[length]), 0, length);
    open.add(segment);
    String name = "%016d.part".formatted(key.startPosition());
    growing.add(spool.sealedPath(key).resolveSibling(name));
  }

  /** What is being written stays as a stop leaves it. */
  private void abandon() throws IOException {
    for (SpoolSegment segment : open) {
      segment.abandon();
    }
    open.clear();
  }

  long usage() throws IOException {
    return spool.usage().bytes();
  }

  /** Evicts what the limits want; gives what the listener was told, all and what the disk got. */
  long[] check(SpoolLimits limits, long freeBytes) throws IOException {
    disk.sayFree(freeBytes);
    long[] told = {0, 0};
    RecorderListener listener =
        new RecorderListener() {
          @Override
          public void evicted(long bytes, long freedBytes) {
            told[0] += bytes;
            told[1] += freedBytes;
          }
        };
    ManualClock clock = ManualClock.atSomeTime();
    RecorderParts parts =
        new RecorderParts(
            index,
            spool,
            DirectoryStore.open(folder.resolve("store"), disk),
            clock,
            clock.ticker(),
            random,
            listener);
    new SpoolKeeper(parts, limits).check();
    return told;
  }

  /** All that were sealed, the longest unused first, also those that went. */
  List<Sealed> byUse() {
    return byUse;
  }

  boolean isThere(Sealed file) {
    return Files.exists(spool.sealedPath(file.key()));
  }

  /** Files of segments that were not sealed. */
  List<Path> growing() {
    return growing;
  }

  @Override
  public void close() throws IOException {
    abandon();
    index.close();
  }
}
