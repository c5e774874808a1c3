package tv.aircheck.bench.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import tv.aircheck.flv.CodecSummary;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSink;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.segmenter.TakeIdentity;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolSegment;

/** Segments of one take: the file first, the row after, as a recorder does it. */
final class SpoolSink implements SegmentSink {
  private final Index index;
  private final Spool spool;
  private final TakeIdentity take;
  private final long seq;
  private SpoolSegment open;

  SpoolSink(Index index, Spool spool, TakeIdentity take, long seq) {
    this.index = index;
    this.spool = spool;
    this.take = take;
    this.seq = seq;
  }

  @Override
  public void begin(SegmentHead head, ByteBuf fileHead) throws IOException {
    SegmentKey key =
        SegmentKey.of(
            take.app(), take.name(), take.takeId(), take.startedAtMs(), head.startPosition());
    open = spool.create(key, fileHead.readableBytes(), head.startMs());
    write(fileHead, fileHead.readerIndex(), fileHead.writerIndex());
  }

  @Override
  public void write(ByteBuf run, int from, int to) throws IOException {
    open.write(run, from, to);
  }

  @Override
  public void seal(SegmentSummary summary) throws IOException {
    open.seal();
    SegmentRow row = row(summary);
    index.writeNow(
        tx -> {
          tx.segments().add(row);
          // Else a server would begin to upload; nothing is, and nothing needs to be.
          tx.uploads().add(seq, row.startPosition(), row.wallClockMs());
          return tx.uploads().verified(seq, row.startPosition());
        });
  }

  private SegmentRow row(SegmentSummary s) {
    CodecSummary c = s.codecs();
    return new SegmentRow(
        seq,
        s.startPosition(),
        s.endPosition(),
        s.startMs(),
        s.endMs(),
        s.wallClockMs(),
        s.headBytes(),
        s.fileBytes(),
        s.crc32c(),
        s.forced(),
        new Codecs(c.video(), c.audio(), c.width(), c.height(), c.sampleRate(), c.channels()),
        s.keyframes());
  }
}
