package tv.aircheck.playback.hls;

import io.netty.buffer.ByteBuf;
import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.flv.TagCursor;
import tv.aircheck.flv.TagKind;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.playback.Segment;
import tv.aircheck.playback.TagRuns;
import tv.aircheck.storage.StorageException;

/**
 * Looks through a segment that grows for its keyframes, each byte once. Blocks; one thread at a
 * time.
 */
final class GrowingScan {
  private static final int READ_BYTES = 256 * 1024;

  private final Segment segment;
  private final KeyframeTable.Builder keyframes = new KeyframeTable.Builder();
  private final TagCursor tags = new TagCursor();
  private long position;
  private long endMs;
  private boolean coded;

  /** Only when it is sealed can be told how it is cut from here on. */
  private boolean stopped;

  GrowingScan(Segment segment) {
    this.segment = segment;
    this.position = segment.startPosition();
    this.endMs = segment.startMs();
  }

  boolean beginsAt(long start) {
    return segment.startPosition() == start;
  }

  /** Up to what is written by now. */
  void advance(TagRuns runs) throws StorageException {
    long end = segment.endPosition();
    while (!stopped && position < end) {
      try {
        ByteBuf run = runs.read(segment, position, (int) Math.min(READ_BYTES, end - position));
        try {
          look(run);
          position += run.readableBytes();
        } finally {
          run.release();
        }
      } catch (CorruptFlvException e) {
        stopped = true;
      }
    }
  }

  private void look(ByteBuf run) throws CorruptFlvException {
    tags.reset(run);
    while (!stopped && tags.next()) {
      int kind = tags.kind();
      boolean picture = TagKind.isCodedMedia(kind) && TagKind.isVideo(kind);
      boolean key = TagKind.isKeyframe(kind);
      // A header behind a frame may change what is listed; so does a begin within pictures.
      stopped = TagKind.isHeader(kind) ? coded : picture && !key && keyframes.size() == 0;
      coded |= TagKind.isCodedMedia(kind);
      if (key) {
        keyframes.add(tags.timestampMs(), position + tags.start());
      }
      endMs = coded ? Math.max(endMs, tags.timestampMs()) : endMs;
    }
  }

  /** What is known of it. */
  Stretch stretch() {
    SegmentRow row =
        new SegmentRow(
            0,
            segment.startPosition(),
            position,
            segment.startMs(),
            endMs,
            Entry.NO_TIME,
            0,
            0,
            0,
            false,
            null,
            new byte[0]);
    return new Stretch(row, keyframes.build(), false);
  }
}
