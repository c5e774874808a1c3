package tv.aircheck.segmenter;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tv.aircheck.testkit.AudioShape;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.VideoShape;

/** Logs of every make, for properties. Short, for segments of a second. */
final class LogShapes {
  static final SegmenterSettings SECONDS = new SegmenterSettings(1_000, 3);
  private static final VideoShape SMALL = VideoShape.plain().withFrameBytes(30);

  private LogShapes() {}

  static Arbitrary<TestLog> logs() {
    Arbitrary<VideoShape> video =
        Arbitraries.of(
            SMALL,
            SMALL.withRate(25, 20).withBFrames(2),
            SMALL.withRate(25, 75),
            SMALL.withRate(25, 1_000_000),
            SMALL.withRate(25, 33).withNewHeaderEveryMs(1_700),
            SMALL.withRate(25, 12).withoutKeyframes(1_500, 7_300),
            SMALL.asHevc().withRate(30, 61).withBFrames(1));
    Arbitrary<AudioShape> audio =
        Arbitraries.of(
            AudioShape.plain(), AudioShape.opus(), new AudioShape(false, 8_000, 1_024, 9));
    Arbitrary<Long> stall = Arbitraries.longs().between(0, 9_000);
    return Combinators.combine(
            Arbitraries.longs().between(0, 1_000_000),
            video.injectNull(0.2),
            audio.injectNull(0.2),
            Arbitraries.of(true, false),
            stall,
            stall)
        .as(LogShapes::log);
  }

  private static TestLog log(
      long seed, VideoShape video, AudioShape audio, boolean metadata, long stall, long other) {
    AudioShape sound = video == null && audio == null ? AudioShape.plain() : audio;
    LogShape shape = new LogShape(seed, 9_000, 0, video, sound, metadata);
    long until = Math.max(stall, other);
    return until - stall > 5_000 ? TestLog.of(shape) : TestLog.of(shape, stall, until);
  }
}
