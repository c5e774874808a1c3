package tv.aircheck.recorder.transfer;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import tv.aircheck.recorder.manifest.PassingHash;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSink;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.segmenter.TakeIdentity;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StagedSegment;

/**
 * Writes the segments of an imported take: file first, row after, as a recorder does. Those that
 * are entered already, by a run that was killed, are passed over: the same recording makes the same
 * segments.
 */
final class StagedSegments implements SegmentSink {
  private final Spool spool;
  private final TransferBook book;
  private final TakeIdentity take;
  private final long seq;
  private final long entered;
  private final SpoolRoom room;
  private StagedSegment open;
  private PassingHash hash;
  private long segments;

  StagedSegments(Spool spool, TransferBook book, TakeIdentity take, long seq, SpoolRoom room) {
    this.spool = spool;
    this.book = book;
    this.take = take;
    this.seq = seq;
    this.entered = book.position(seq);
    this.room = room;
  }

  @Override
  public void begin(SegmentHead head, ByteBuf fileHead) throws IOException {
    if (head.startPosition() < entered) {
      return;
    }
    room.require();
    open =
        spool.stage(
            SegmentKey.of(
                take.app(), take.name(), take.takeId(), take.startedAtMs(), head.startPosition()));
    hash = new PassingHash();
    write(fileHead, fileHead.readerIndex(), fileHead.writerIndex());
  }

  @Override
  public void write(ByteBuf run, int from, int to) throws IOException {
    if (open != null) {
      open.write(run, from, to);
      hash.add(run, from, to);
    }
  }

  @Override
  public void seal(SegmentSummary summary) throws IOException {
    segments++;
    if (open != null) {
      StagedSegment whole = open;
      open = null;
      whole.seal();
      book.segment(seq, summary, hash.sha256());
    }
  }

  long segments() {
    return segments;
  }

  /** Leaves nothing of a segment that was not finished. Idempotent. */
  void abandon() throws IOException {
    if (open != null) {
      open.abandon();
      open = null;
    }
  }
}
