package tv.aircheck.segmenter;

import tv.aircheck.flv.TagKind;

/**
 * Where a log is cut: at the first keyframe in each new multiple of the target length; without
 * video at the first sound; and, so that no file grows without end, anywhere when no keyframe came
 * for some targets. Depends on the tags before alone, never on where a segment happened to begin:
 * whoever joins anywhere soon cuts where all others do.
 */
final class CutRule {
  enum Cut {
    NONE,
    NATURAL,
    FORCED
  }

  private final long targetMs;
  private final long forceAfterTargets;
  private boolean hasVideo;
  private long lastKeyframeMs;
  private long highestMs;

  CutRule(SegmenterSettings settings, CutState state) {
    this.targetMs = settings.targetMs();
    this.forceAfterTargets = settings.forceAfterTargets();
    reset(state);
  }

  void reset(CutState state) {
    hasVideo = state.hasVideo();
    lastKeyframeMs = state.lastKeyframeMs();
    highestMs = state.highestMs();
  }

  CutState state() {
    return new CutState(hasVideo, lastKeyframeMs, highestMs);
  }

  /** Does a new segment begin at this tag, the next of the log? */
  Cut decide(int kind, long timestampMs) {
    if (!TagKind.isCodedMedia(kind)) {
      return Cut.NONE;
    }
    if (TagKind.isKeyframe(kind) && bucket(timestampMs) > bucket(lastKeyframeMs)) {
      return Cut.NATURAL;
    }
    if (!hasVideo && TagKind.isAudio(kind) && bucket(timestampMs) > bucket(highestMs)) {
      return Cut.NATURAL;
    }
    return overdue(Math.max(timestampMs, highestMs)) > overdue(highestMs) ? Cut.FORCED : Cut.NONE;
  }

  /** How many times a keyframe has failed to come when one was due. */
  private long overdue(long timestampMs) {
    return Math.max(0, bucket(timestampMs) - bucket(lastKeyframeMs)) / forceAfterTargets;
  }

  /** What has not been counts as the start of the log. */
  private long bucket(long timestampMs) {
    return Math.max(0, timestampMs) / targetMs;
  }

  /** The tag is part of the log before the next one. */
  void pass(int kind, long timestampMs) {
    hasVideo |= TagKind.isVideo(kind);
    if (TagKind.isKeyframe(kind)) {
      lastKeyframeMs = timestampMs;
    }
    if (TagKind.isCodedMedia(kind)) {
      highestMs = Math.max(highestMs, timestampMs);
    }
  }
}
