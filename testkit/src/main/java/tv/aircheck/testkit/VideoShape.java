package tv.aircheck.testkit;

/**
 * The video of a {@link GeneratedLog}.
 *
 * @param enhanced false: AVC in the classic tag; true: HEVC in the Enhanced RTMP tag
 * @param gopFrames a keyframe every so many frames
 * @param bFrames between two reference frames: composition times vary when there are any
 * @param frameBytes mean size of a payload; keyframes are four times as large
 * @param drought when no keyframe comes
 * @param headerEveryMs the codec header changes that often, before a keyframe; 0: never
 * @param earlierMs every picture is told to be shown so much earlier: composition times may be
 *     negative then
 */
public record VideoShape(
    boolean enhanced,
    int fps,
    int gopFrames,
    int bFrames,
    int frameBytes,
    Span drought,
    long headerEveryMs,
    int earlierMs) {

  /** Times since the log began: from (inclusive) to (exclusive). */
  public record Span(long fromMs, long toMs) {
    public static final Span NONE = new Span(0, 0);

    boolean holds(long ms) {
      return ms >= fromMs && ms < toMs;
    }
  }

  public static VideoShape plain() {
    return new VideoShape(false, 25, 50, 0, 200, Span.NONE, 0, 0);
  }

  public VideoShape asHevc() {
    return new VideoShape(
        true, fps, gopFrames, bFrames, frameBytes, drought, headerEveryMs, earlierMs);
  }

  public VideoShape withRate(int framesPerSecond, int framesPerGop) {
    return new VideoShape(
        enhanced,
        framesPerSecond,
        framesPerGop,
        bFrames,
        frameBytes,
        drought,
        headerEveryMs,
        earlierMs);
  }

  public VideoShape withBFrames(int count) {
    return new VideoShape(
        enhanced, fps, gopFrames, count, frameBytes, drought, headerEveryMs, earlierMs);
  }

  public VideoShape withFrameBytes(int mean) {
    return new VideoShape(
        enhanced, fps, gopFrames, bFrames, mean, drought, headerEveryMs, earlierMs);
  }

  public VideoShape withoutKeyframes(long fromMs, long toMs) {
    return new VideoShape(
        enhanced,
        fps,
        gopFrames,
        bFrames,
        frameBytes,
        new Span(fromMs, toMs),
        headerEveryMs,
        earlierMs);
  }

  public VideoShape withNewHeaderEveryMs(long ms) {
    return new VideoShape(enhanced, fps, gopFrames, bFrames, frameBytes, drought, ms, earlierMs);
  }

  public VideoShape shownEarlier(int ms) {
    return new VideoShape(
        enhanced, fps, gopFrames, bFrames, frameBytes, drought, headerEveryMs, ms);
  }
}
