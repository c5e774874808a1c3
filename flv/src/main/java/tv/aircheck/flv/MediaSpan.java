package tv.aircheck.flv;

/** How far the media of a file reaches in time, and what it consists of. */
final class MediaSpan {
  /** A longer pause between two frames is no frame's duration. */
  private static final long LONGEST_FRAME_MS = 1_000;

  private long lastVideoMs = -1;
  private long lastAudioMs = -1;
  private long videoFrameMs;
  private long audioFrameMs;

  void note(int kind, long timestampMs) {
    if (!TagKind.isCodedMedia(kind)) {
      return;
    }
    if (TagKind.isVideo(kind)) {
      videoFrameMs = frame(timestampMs, lastVideoMs, videoFrameMs);
      lastVideoMs = Math.max(lastVideoMs, timestampMs);
    } else {
      audioFrameMs = frame(timestampMs, lastAudioMs, audioFrameMs);
      lastAudioMs = Math.max(lastAudioMs, timestampMs);
    }
  }

  private static long frame(long timestampMs, long last, long before) {
    long step = timestampMs - last;
    return last >= 0 && step > 0 && step <= LONGEST_FRAME_MS ? step : before;
  }

  boolean hasVideo() {
    return lastVideoMs >= 0;
  }

  boolean hasAudio() {
    return lastAudioMs >= 0;
  }

  /** Of the last frame's start. */
  long lastMs() {
    return Math.max(0, Math.max(lastVideoMs, lastAudioMs));
  }

  /** To the end of the last frame, taken to last as long as the one before it. */
  long durationMs() {
    return Math.max(0, Math.max(lastVideoMs + videoFrameMs, lastAudioMs + audioFrameMs));
  }
}
