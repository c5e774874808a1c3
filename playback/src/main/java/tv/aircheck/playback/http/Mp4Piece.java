package tv.aircheck.playback.http;

import tv.aircheck.playback.Segment;

/**
 * A stretch of log in the media of an MP4.
 *
 * @param fromPosition in the log of its take
 * @param mediaAt where in the media it begins
 * @param shiftMs from log time to offset
 * @param joins it does not go on where the one before ended
 */
record Mp4Piece(
    Segment segment,
    long fromPosition,
    long toPosition,
    long mediaAt,
    long shiftMs,
    boolean joins) {
  long bytes() {
    return toPosition - fromPosition;
  }

  long mediaEnd() {
    return mediaAt + bytes();
  }
}
