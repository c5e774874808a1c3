package tv.aircheck.playback;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tv.aircheck.flv.CodecSummary;
import tv.aircheck.flv.StreamHeaders;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.index.Codecs;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.segmenter.CutState;
import tv.aircheck.segmenter.JoinPoint;
import tv.aircheck.segmenter.LogMark;
import tv.aircheck.segmenter.SegmentHead;
import tv.aircheck.segmenter.SegmentSink;
import tv.aircheck.segmenter.SegmentSummary;
import tv.aircheck.segmenter.Segmenter;
import tv.aircheck.segmenter.SegmenterSettings;
import tv.aircheck.segmenter.TakeIdentity;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.SpoolSegment;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;

/** A take being recorded by a test. */
public final class TestTake implements SegmentSink {
  public final String id;
  public final long seq;
  private final TestArchive archive;
  private final long startedAtMs;
  private final Segmenter segmenter;
  private final StreamHeaders headers = new StreamHeaders();
  private SpoolSegment open;
  private long highestMs;
  private boolean started;

  /** Segments are then sealed in the spool without a row in the index. */
  boolean indexLags;

  private final List<SegmentSummary> lagging = new ArrayList<>();

  TestTake(TestArchive archive, String id, long seq, long startedAtMs) {
    this.archive = archive;
    this.id = id;
    this.seq = seq;
    this.startedAtMs = startedAtMs;
    this.segmenter =
        new Segmenter(
            SegmenterSettings.DEFAULT,
            new TakeIdentity(
                id, TestArchive.CHANNEL.app(), TestArchive.CHANNEL.name(), startedAtMs),
            this);
  }

  /** Records tags of a log, from one number (inclusive) to another (exclusive). */
  public void append(GeneratedLog log, int from, int to) throws IOException {
    if (!started) {
      segmenter.start(0, JoinPoint.start());
      started = true;
    }
    for (GeneratedTag tag : log.tags().subList(from, to)) {
      if (tag.kind() == GeneratedTag.Kind.KEYFRAME) {
        segmenter.mark(
            new LogMark(tag.position(), tag.timestampMs(), startedAtMs + tag.timestampMs()));
      }
      highestMs = Math.max(highestMs, tag.timestampMs());
    }
    ByteBuf run = log.run(from, to);
    TagCursor tags = new TagCursor().reset(run);
    while (tags.next()) {
      if (TagKind.isHeader(tags.kind())) {
        headers.offer(tags.kind(), run, tags.start(), tags.end());
      }
    }
    segmenter.append(log.tags().get(from).position(), run);
  }

  /** Records whole tags that are in no log. */
  public void append(ByteBuf run) throws IOException {
    if (!started) {
      segmenter.start(0, JoinPoint.start());
      started = true;
    }
    segmenter.append(segmenter.position(), run);
  }

  /** The tags before this one were missed. */
  public void gapTo(GeneratedLog log, int tag) throws IOException {
    GeneratedTag after = log.tags().get(tag);
    long from = segmenter.position();
    long wall = startedAtMs + after.timestampMs();
    segmenter.gap(
        after.position(),
        new JoinPoint(
            headers, CutState.START, new LogMark(after.position(), after.timestampMs(), wall)));
    GapRow row =
        new GapRow(seq, from, after.position(), highestMs, after.timestampMs(), "test", wall);
    archive.index.writeNow(tx -> tx.gaps().add(row));
  }

  public void end() throws IOException {
    segmenter.end();
    archive.index.writeNow(tx -> tx.takes().end(seq, startedAtMs + highestMs, "UNPUBLISHED"));
  }

  /** Leaves the open segment as it is, closed. */
  public void abandon() throws IOException {
    if (open != null) {
      open.abandon();
    }
  }

  @Override
  public void begin(SegmentHead head, ByteBuf fileHead) throws IOException {
    SegmentKey key =
        SegmentKey.of(
            TestArchive.CHANNEL.app(),
            TestArchive.CHANNEL.name(),
            id,
            startedAtMs,
            head.startPosition());
    open = archive.spool.create(key, fileHead.readableBytes(), head.startMs());
    open.write(fileHead, fileHead.readerIndex(), fileHead.writerIndex());
  }

  @Override
  public void write(ByteBuf run, int from, int to) throws IOException {
    open.write(run, from, to);
  }

  @Override
  public void seal(SegmentSummary s) throws IOException {
    open.seal();
    open = null;
    lagging.add(s);
    if (!indexLags) {
      index();
    }
  }

  /** Enters what was sealed. */
  void index() {
    for (SegmentSummary s : lagging) {
      CodecSummary c = s.codecs();
      SegmentRow row =
          new SegmentRow(
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
      archive.index.writeNow(tx -> tx.segments().add(row));
    }
    lagging.clear();
  }
}
