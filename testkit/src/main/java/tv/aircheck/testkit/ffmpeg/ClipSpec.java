package tv.aircheck.testkit.ffmpeg;

import java.util.List;

/**
 * A synthetic clip to encode.
 *
 * @param video one of {@link #VIDEO_CODECS}, or "none"
 * @param audio one of {@link #AUDIO_CODECS}, or "none"
 * @param gopFrames a keyframe every so many frames, and nowhere else
 * @param bFrames most B-frames in a row
 * @param durationMs of each stream
 * @param seed of picture and sound
 */
public record ClipSpec(
    String video,
    String audio,
    int width,
    int height,
    int fps,
    int gopFrames,
    int bFrames,
    long durationMs,
    long seed) {
  public static final List<String> VIDEO_CODECS = List.of("h264", "hevc", "av1", "vp9");
  public static final List<String> AUDIO_CODECS = List.of("aac", "opus", "flac", "ac3", "mp3");
  public static final String NONE = "none";

  public ClipSpec {
    requireKnown(video, VIDEO_CODECS);
    requireKnown(audio, AUDIO_CODECS);
    if (video.equals(NONE) && audio.equals(NONE)) {
      throw new IllegalArgumentException("a clip needs video or audio");
    }
  }

  /** 320x180, 25 frames a second, a keyframe every second, no B-frames. */
  public static ClipSpec of(String video, String audio, long durationMs) {
    return new ClipSpec(video, audio, 320, 180, 25, 25, 0, durationMs, 1);
  }

  public ClipSpec withBFrames(int most) {
    return new ClipSpec(video, audio, width, height, fps, gopFrames, most, durationMs, seed);
  }

  public ClipSpec withSize(int newWidth, int newHeight) {
    return new ClipSpec(
        video, audio, newWidth, newHeight, fps, gopFrames, bFrames, durationMs, seed);
  }

  public ClipSpec withRate(int framesPerSecond, int framesPerGop) {
    return new ClipSpec(
        video, audio, width, height, framesPerSecond, framesPerGop, bFrames, durationMs, seed);
  }

  public ClipSpec withSeed(long newSeed) {
    return new ClipSpec(video, audio, width, height, fps, gopFrames, bFrames, durationMs, newSeed);
  }

  boolean hasVideo() {
    return !video.equals(NONE);
  }

  boolean hasAudio() {
    return !audio.equals(NONE);
  }

  List<String> arguments() {
    return List.of(
        "video=" + video,
        "audio=" + audio,
        "width=" + width,
        "height=" + height,
        "fps=" + fps,
        "gop=" + gopFrames,
        "bframes=" + bFrames,
        "ms=" + durationMs,
        "seed=" + seed);
  }

  static ClipSpec parse(Arguments args) {
    return new ClipSpec(
        args.text("video"),
        args.text("audio"),
        args.number("width"),
        args.number("height"),
        args.number("fps"),
        args.number("gop"),
        args.number("bframes"),
        args.number("ms"),
        args.number("seed"));
  }

  private static void requireKnown(String codec, List<String> known) {
    if (!codec.equals(NONE) && !known.contains(codec)) {
      throw new IllegalArgumentException("codec " + codec + " is not one of " + known);
    }
  }
}
