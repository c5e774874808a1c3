package tv.aircheck.playback.hls;

import tv.aircheck.flv.CorruptFlvException;
import tv.aircheck.flv.KeyframeTable;
import tv.aircheck.index.SegmentRow;

/**
 * The log of one segment, as far as playlists have to know it.
 *
 * @param row of the index; of a segment that grows what is known of it: no codecs, and how far it
 *     was looked at
 * @param lost nobody has its bytes
 */
record Stretch(SegmentRow row, KeyframeTable keyframes, boolean lost) {
  static Stretch of(SegmentRow row, boolean lost) {
    try {
      return new Stretch(row, KeyframeTable.decode(row.keyframes()), lost);
    } catch (CorruptFlvException e) {
      // It is one piece then.
      return new Stretch(row, KeyframeTable.UNKNOWN, lost);
    }
  }

  boolean isGrowing() {
    return row.codecs() == null;
  }

  /** A header came after the first keyframe, or may have: the coding may have changed. */
  boolean hasLateHeaders() {
    long header = keyframes.lastHeader();
    boolean known = header != Long.MAX_VALUE;
    return !known || (keyframes.size() > 0 && header > keyframes.position(0));
  }

  /** Was cut where no picture could be decoded. */
  boolean beginsWithinPictures() {
    return row.forced() && !keyframes.isKeyframe(row.startPosition());
  }
}
