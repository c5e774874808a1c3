package tv.aircheck.recorder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.function.LongConsumer;
import tv.aircheck.recorder.manifest.PassingHash;
import tv.aircheck.relay.TakeOpen;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSink;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolSegment;
import tv.aircheck.storage.StorageException;

/**
 * Writes the segments of one take: file first, row after. Runs are gathered, so that the file gets
 * few large writes; {@link #flush} follows soon. The order, and what a crash after each step
 * leaves, which the next start puts right:
 *
 * <ol>
 *   <li>write: a {@code .part} torn somewhere; it is gone on with behind its last whole tag
 *   <li>sync the file, rename it, sync the directory ({@link SpoolSegment#seal}): a segment without
 *       a row; it is read through and gets one
 *   <li>insert the row and the upload: done
 * </ol>
 */
final class SegmentFiles implements SegmentSink {
  /** Then it is written in any case. */
  private static final int GATHERED_BYTES = 1 << 20;

  private static final int GATHERED_RUNS = 64;

  private final Spool spool;
  private final TakeBook book;
  private final TakeOpen take;
  private final long seq;
  private final LongConsumer sealed;
  private SpoolSegment open;

  /** Of the open segment; null where its beginning did not pass here. */
  private PassingHash hash;

  private CompositeByteBuf gathered;
  private long unsynced;

  /**
   * @param sealed gets the end position of each segment once it is safe
   */
  SegmentFiles(Spool spool, TakeBook book, TakeOpen take, long seq, LongConsumer sealed) {
    this.spool = spool;
    this.book = book;
    this.take = take;
    this.seq = seq;
    this.sealed = sealed;
  }

  /** Goes on with a file that the last run left. */
  void reopen(SegmentHead head, int headBytes, long wholeBytes) throws StorageException {
    open = spool.reopen(key(head.startPosition()), headBytes, head.startMs(), wholeBytes);
    hash = null;
    // What was written before a crash is not known to be on disk.
    unsynced = wholeBytes;
  }

  @Override
  public void begin(SegmentHead head, ByteBuf fileHead) throws IOException {
    int headBytes = fileHead.readableBytes();
    open = spool.create(key(head.startPosition()), headBytes, head.startMs());
    hash = new PassingHash();
    write(fileHead, fileHead.readerIndex(), fileHead.writerIndex());
  }

  @Override
  public void write(ByteBuf run, int from, int to) throws IOException {
    if (gathered == null) {
      gathered = Unpooled.compositeBuffer(GATHERED_RUNS);
    }
    gathered.addComponent(true, run.retainedSlice(from, to - from));
    unsynced += to - from;
    if (gathered.readableBytes() >= GATHERED_BYTES || gathered.numComponents() == GATHERED_RUNS) {
      flush();
    }
  }

  /** Whether there is something to {@link #flush}. */
  boolean isGathering() {
    return gathered != null;
  }

  /** Writes what is gathered. What cannot be written is dropped: the file stays as it was. */
  void flush() throws StorageException {
    CompositeByteBuf runs = gathered;
    if (runs == null) {
      return;
    }
    gathered = null;
    try {
      open.write(runs, 0, runs.writerIndex());
      if (hash != null) {
        hash.add(runs, 0, runs.writerIndex());
      }
    } finally {
      runs.release();
    }
  }

  @Override
  public void seal(SegmentSummary summary) throws IOException {
    flush();
    SpoolSegment segment = open;
    open = null;
    unsynced = 0;
    segment.seal();
    book.segment(seq, summary, hash == null ? null : hash.sha256());
    sealed.accept(summary.endPosition());
  }

  boolean isSynced() {
    return unsynced == 0;
  }

  /** On return everything that was written is durable. */
  void sync() throws StorageException {
    if (open != null && unsynced > 0) {
      flush();
      open.sync();
      unsynced = 0;
    }
  }

  /** Leaves the open file as a {@code .part}. Idempotent. */
  void abandon() throws StorageException {
    if (open == null) {
      return;
    }
    try {
      flush();
    } finally {
      open.abandon();
      open = null;
    }
  }

  private SegmentKey key(long startPosition) {
    return SegmentKey.of(take.app(), take.name(), take.takeId(), take.startedAtMs(), startPosition);
  }
}
