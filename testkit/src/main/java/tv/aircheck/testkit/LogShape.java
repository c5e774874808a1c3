package tv.aircheck.testkit;

/**
 * What a {@link GeneratedLog} looks like. Equal shapes give equal bytes.
 *
 * @param firstTimestampMs of every first tag; 0 in a take log, else for tests of large timestamps
 * @param video null for audio only
 * @param audio null for video only
 * @param metadata whether an onMetaData tag leads
 */
public record LogShape(
    long seed,
    long durationMs,
    long firstTimestampMs,
    VideoShape video,
    AudioShape audio,
    boolean metadata) {

  public LogShape {
    if (video == null && audio == null) {
      throw new IllegalArgumentException("a log needs video or audio");
    }
  }

  /** 25 frames a second with a keyframe every 2 s, AAC beside it. */
  public static LogShape plain(long seed, long durationMs) {
    return new LogShape(seed, durationMs, 0, VideoShape.plain(), AudioShape.plain(), true);
  }

  public static LogShape audioOnly(long seed, long durationMs) {
    return plain(seed, durationMs).withVideo(null);
  }

  public static LogShape videoOnly(long seed, long durationMs) {
    return plain(seed, durationMs).withAudio(null);
  }

  public LogShape withSeed(long newSeed) {
    return new LogShape(newSeed, durationMs, firstTimestampMs, video, audio, metadata);
  }

  public LogShape withVideo(VideoShape shape) {
    return new LogShape(seed, durationMs, firstTimestampMs, shape, audio, metadata);
  }

  public LogShape withAudio(AudioShape shape) {
    return new LogShape(seed, durationMs, firstTimestampMs, video, shape, metadata);
  }

  public LogShape withFirstTimestampMs(long ms) {
    return new LogShape(seed, durationMs, ms, video, audio, metadata);
  }

  public LogShape withoutMetadata() {
    return new LogShape(seed, durationMs, firstTimestampMs, video, audio, false);
  }
}
