package tv.aircheck.playback;

import tv.aircheck.flv.TagKind;

/** Decides which tags of the log a viewer gets. One thread at a time. */
final class TagFilter {
  /** After this long without a keyframe one has to do without: some encoders refresh bit by bit. */
  private static final long LONGEST_WAIT_MS = 10_000;

  private static final long NOT_WAITING = -1;
  private static final long FROM_NEXT_TAG = -2;

  private volatile boolean audio = true;
  private volatile boolean video = true;
  private long waitingSinceMs = NOT_WAITING;

  void audio(boolean wanted) {
    audio = wanted;
  }

  boolean hasVideo() {
    return video;
  }

  void video(boolean wanted) {
    video = wanted;
  }

  /** What follows does not continue what was sent: pictures make no sense before a keyframe. */
  void awaitKeyframe() {
    waitingSinceMs = FROM_NEXT_TAG;
  }

  /** Script tags never pass: players take unknown ones at a time other than 0 for tracks. */
  boolean passes(int kind, long logMs) {
    if (TagKind.isAudio(kind)) {
      return audio;
    }
    return TagKind.isVideo(kind) && video && !isUndecodable(kind, logMs);
  }

  private boolean isUndecodable(int kind, long logMs) {
    if (waitingSinceMs == NOT_WAITING || !TagKind.isCodedMedia(kind)) {
      return false;
    }
    if (waitingSinceMs == FROM_NEXT_TAG) {
      waitingSinceMs = logMs;
    }
    boolean decodable = TagKind.isKeyframe(kind) || logMs - waitingSinceMs > LONGEST_WAIT_MS;
    if (decodable) {
      waitingSinceMs = NOT_WAITING;
    }
    return !decodable;
  }
}
