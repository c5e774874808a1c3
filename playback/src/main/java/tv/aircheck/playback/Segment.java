package tv.aircheck.playback;

import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.storage.GrowingSegment;
import tv.aircheck.storage.SegmentKey;

/**
 * A stretch of a take's log that lies in one file.
 *
 * @param headBytes bytes of the file before those of the log
 * @param row what the index says of it; null while it grows
 * @param growing null once it is in the index
 */
public record Segment(SegmentKey key, int headBytes, SegmentRow row, GrowingSegment growing) {

  public static Segment sealed(TakeRow take, SegmentRow row) {
    SegmentKey key =
        SegmentKey.of(
            take.channel().app(),
            take.channel().name(),
            take.id(),
            take.startedAtMs(),
            row.startPosition());
    return new Segment(key, row.headBytes(), row, null);
  }

  public static Segment growing(GrowingSegment growing) {
    return new Segment(growing.key(), growing.headBytes(), null, growing);
  }

  public long startPosition() {
    return key.startPosition();
  }

  /** Log time of its first tag. */
  public long startMs() {
    return row != null ? row.startMs() : growing.startMs();
  }

  /** What the index says of its inside; nothing while it grows. */
  public KeyframeTable table() throws CorruptFlvException {
    return row == null ? KeyframeTable.UNKNOWN : KeyframeTable.decode(row.keyframes());
  }

  /** Up to where in the log it can be read, now. */
  public long endPosition() {
    return row != null ? row.endPosition() : growing.writtenEndPosition();
  }

  public boolean isGrowing() {
    return growing != null && growing.isGrowing();
  }

  public boolean holds(long position) {
    return startPosition() <= position && position < endPosition();
  }

  /** Where in the file a byte of the log lies. */
  public long fileOffset(long position) {
    return headBytes + (position - startPosition());
  }
}
