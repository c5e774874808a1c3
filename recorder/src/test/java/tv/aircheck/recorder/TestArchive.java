package tv.aircheck.recorder;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.TakeRow;
import tv.aircheck.index.UploadRow;
import tv.aircheck.relay.JoinContext;
import tv.aircheck.relay.OpenedBy;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.segmenter.JoinPoint;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSink;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.segmenter.Segmenter;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.segmenter.TakeIdentity;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.ManualClock;

/** An archive made by the recorder's own parts, step by step: no threads, nothing to wait for. */
public final class TestArchive implements Closeable {
  public static final ChannelName JUSTIN = new ChannelName("live", "justin");

  public final ManualClock clock = ManualClock.atSomeTime();
  private final Path folder;
  private Index index;
  private Spool spool;
  private ObjectStore store;
  private TakeBook book;

  public TestArchive(Path folder) throws IOException {
    this.folder = folder;
    open();
  }

  public void open() throws IOException {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    spool = Spool.open(folder.resolve("spool"), new LocalDisk());
    store = DirectoryStore.open(folder.resolve("store"), new LocalDisk());
    book = new TakeBook(index, new BroadcastRule(BroadcastSettings.DEFAULT), clock);
  }

  public Index index() {
    return index;
  }

  public Spool spool() {
    return spool;
  }

  public ObjectStore store() {
    return store;
  }

  public Path folder() {
    return folder;
  }

  public Path object(String key) {
    return folder.resolve("store").resolve(key);
  }

  /** A whole take, ended, in the spool and in the index. */
  public TakeRow record(ChannelName channel, String takeId, GeneratedLog log, long startedAtMs)
      throws IOException {
    return record(channel, takeId, log, startedAtMs, List.of());
  }

  /**
   * @param missing which of its segments, counted from 0, never came
   */
  public TakeRow record(
      ChannelName channel, String takeId, GeneratedLog log, long startedAtMs, List<Integer> missing)
      throws IOException {
    TakeOpen take =
        new TakeOpen(
            0,
            takeId,
            channel.app(),
            channel.name(),
            startedAtMs,
            "origin-1",
            OpenedBy.PUBLISH,
            null,
            0,
            JoinContext.START);
    long seq = book.open(take).seq();
    SegmentFiles files = new SegmentFiles(spool, book, take, seq, end -> {});
    TakeIdentity identity = new TakeIdentity(takeId, channel.app(), channel.name(), startedAtMs);
    Segmenter segmenter =
        new Segmenter(SegmenterSettings.DEFAULT, identity, new Holes(files, book, seq, missing));
    segmenter.start(0, JoinPoint.start());
    segmenter.append(0, log.bytes());
    segmenter.end();
    book.end(seq, "UNPUBLISHED");
    return index.takes().find(takeId).orElseThrow();
  }

  /** Puts into the store all that waits. */
  public TestArchive store(String takeId) throws IOException {
    long seq = index.takes().find(takeId).orElseThrow().seq();
    for (UploadRow row : index.uploads().ofTake(seq, -1, Integer.MAX_VALUE)) {
      SegmentKey key = TakeKeys.of(row);
      Path file = spool.sealedPath(key);
      store.putIfAbsent(key.storeKey(), file, row.crc32c());
      index.writeNow(tx -> tx.uploads().stored(row.takeSeq(), row.startPosition()));
    }
    return this;
  }

  /** So late that no publisher can come back. */
  public void endBroadcasts() {
    clock.advanceMs(24 * 3_600_000L);
    book.endBroadcasts();
  }

  @Override
  public void close() {
    index.close();
  }

  /** Keeps segments from coming into being, and notes the gaps. */
  private static final class Holes implements SegmentSink {
    private final SegmentSink files;
    private final TakeBook book;
    private final long seq;
    private final List<Integer> missing;
    private int segment = -1;

    Holes(SegmentSink files, TakeBook book, long seq, List<Integer> missing) {
      this.files = files;
      this.book = book;
      this.seq = seq;
      this.missing = missing;
    }

    private boolean isMissing() {
      return missing.contains(segment);
    }

    @Override
    public void begin(SegmentHead head, ByteBuf fileHead) throws IOException {
      segment++;
      if (!isMissing()) {
        files.begin(head, fileHead);
      }
    }

    @Override
    public void write(ByteBuf run, int from, int to) throws IOException {
      if (!isMissing()) {
        files.write(run, from, to);
      }
    }

    @Override
    public void seal(SegmentSummary s) throws IOException {
      if (isMissing()) {
        book.gap(seq, s.startPosition(), s.endPosition(), s.endMs(), GapReason.NOT_KEPT);
      } else {
        files.seal(s);
      }
    }
  }
}
