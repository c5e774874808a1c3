package tv.aircheck.relay;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a subscriber must know of the log before the position at which it joins, so that it goes on
 * exactly as one that saw every byte: the codec headers in force and the state on which segment
 * cuts depend.
 *
 * @param headerTags whole FLV tags with timestamp 0: onMetaData, then the codec headers in force;
 *     may be empty. Not copied: neither side may change it
 * @param hasVideo whether a video tag came before
 * @param lastKeyframeMs timestamp of the last keyframe before, -1 if there was none
 * @param highestMs highest timestamp before, -1 at the start of the log
 * @param lastMark the last mark at or before the position, null if there is none
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a few hundred bytes, written straight to the wire and to files
public record JoinContext(
    byte[] headerTags, boolean hasVideo, long lastKeyframeMs, long highestMs, Mark lastMark) {

  /** The context of one who joins at position 0. */
  public static final JoinContext START = new JoinContext(new byte[0], false, -1, -1, null);

  @Override
  public boolean equals(Object other) {
    return other instanceof JoinContext that
        && Arrays.equals(headerTags, that.headerTags)
        && hasVideo == that.hasVideo
        && lastKeyframeMs == that.lastKeyframeMs
        && highestMs == that.highestMs
        && Objects.equals(lastMark, that.lastMark);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(headerTags), hasVideo, lastKeyframeMs, highestMs, lastMark);
  }
}
