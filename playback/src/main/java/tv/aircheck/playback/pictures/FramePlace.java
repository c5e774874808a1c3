package tv.aircheck.playback.pictures;

import tv.aircheck.index.TakeRow;
import tv.aircheck.playback.Segment;

/**
 * Where in a log the picture of a moment is. Moments that share it share the picture.
 *
 * @param segment the one that holds it; null if nobody has it
 */
record FramePlace(TakeRow take, long position, Segment segment) {
  /** Unlike any other's, for all time. */
  String name() {
    return take.id() + "-" + position;
  }
}
