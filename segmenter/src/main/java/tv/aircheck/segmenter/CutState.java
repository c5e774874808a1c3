package tv.aircheck.segmenter;

/**
 * All that cuts depend on, at some position of a log: it says of what came before.
 *
 * @param hasVideo a video tag of any kind, headers included
 * @param lastKeyframeMs timestamp of the last keyframe, -1 if there was none
 * @param highestMs highest timestamp of coded media (frames of sound or picture, no headers, no
 *     scripts), -1 if there was none
 */
public record CutState(boolean hasVideo, long lastKeyframeMs, long highestMs) {
  /** At the start of a log. */
  public static final CutState START = new CutState(false, -1, -1);
}
