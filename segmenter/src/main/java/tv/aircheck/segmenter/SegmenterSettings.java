package tv.aircheck.segmenter;

/**
 * Where cuts fall. All recorders that share a store must agree on these.
 *
 * @param targetMs how long a segment should be: cuts fall on the first keyframe past each multiple
 *     of it
 * @param forceAfterTargets after so many targets without a keyframe a segment is cut anywhere
 */
public record SegmenterSettings(long targetMs, int forceAfterTargets) {
  public static final SegmenterSettings DEFAULT = new SegmenterSettings(10_000, 6);

  public SegmenterSettings {
    if (targetMs < 1 || forceAfterTargets < 1) {
      throw new IllegalArgumentException(
          "segments of "
              + targetMs
              + " ms, forced after "
              + forceAfterTargets
              + ": both must be positive");
    }
  }
}
