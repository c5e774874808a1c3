package tv.aircheck.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tv.aircheck.relay.Mark;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.GeneratedTag;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ManualClock;
import tv.aircheck.testkit.VideoShape;

@ExtendWith(LeakGuard.class)
class TakeLogTest {
  private static final long LARGE = 64 << 20;

  private final ManualClock clock = ManualClock.atSomeTime();
  private final List<Long> losses = new ArrayList<>();

  private TakeLog log(long takeBytes) {
    return new TakeLog(Fixtures.budget(takeBytes), losses::add);
  }

  private LogAppender fill(TakeLog log, GeneratedLog generated) {
    LogAppender appender = new LogAppender(log, Fixtures.world(clock));
    generated.tags().forEach(tag -> Fixtures.append(appender, tag));
    appender.commit();
    return appender;
  }

  @Test
  void whatIsReadIsWhatWasAppended() {
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(1, 20_000));
    TakeLog log = log(LARGE);
    log.hold("recorder", 0);
    LogAppender appender = fill(log, generated);

    LogBatch batch = log.read(0, 0, Long.MAX_VALUE);
    assertThat(batch.to()).isEqualTo(generated.length());
    assertThat(Fixtures.takeBytes(batch.runs()))
        .isEqualTo(Fixtures.bytes(generated, 0, batch.to()));
    assertThat(log.read(batch.to(), 0, 1)).isNull();
    appender.finish();
    log.close();
  }

  @Test
  void marksStandAtTheFirstTagAndAtEveryKeyframe() {
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(2, 20_000));
    TakeLog log = log(LARGE);
    log.hold("recorder", 0);
    LogAppender appender = fill(log, generated);
    LogBatch batch = log.read(0, 0, Long.MAX_VALUE);
    batch.runs().forEach(ByteBuf::release);
    List<Long> keyframes =
        generated.tags(GeneratedTag.Kind.KEYFRAME).stream().map(GeneratedTag::position).toList();
    assertThat(batch.marks()).first().returns(0L, Mark::position).returns(false, Mark::keyframe);
    assertThat(batch.marks().stream().filter(Mark::keyframe).map(Mark::position).toList())
        .isEqualTo(keyframes);
    appender.finish();
    log.close();
  }

  @Test
  void withoutVideoAMarkStandsEverySecond() {
    GeneratedLog generated = GeneratedLog.of(LogShape.audioOnly(3, 10_000));
    TakeLog log = log(LARGE);
    log.hold("recorder", 0);
    LogAppender appender = fill(log, generated);
    LogBatch batch = log.read(0, 0, Long.MAX_VALUE);
    batch.runs().forEach(ByteBuf::release);
    assertThat(batch.marks()).hasSizeBetween(9, 11);
    appender.finish();
    log.close();
  }

  @Test
  void aMarkStandsFiveSecondsAfterTheLastWhenNoKeyframeComes() {
    VideoShape drought = VideoShape.plain().withoutKeyframes(1_000, 30_000);
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(4, 30_000).withVideo(drought));
    TakeLog log = log(LARGE);
    log.hold("recorder", 0);
    LogAppender appender = fill(log, generated);
    LogBatch batch = log.read(0, 0, Long.MAX_VALUE);
    batch.runs().forEach(ByteBuf::release);
    assertThat(batch.marks().stream().filter(mark -> !mark.keyframe())).hasSizeBetween(5, 7);
    appender.finish();
    log.close();
  }

  @Test
  void withoutADurableGroupOnlyTheLastGroupOfPicturesIsKept() {
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(5, 20_000));
    TakeLog log = log(LARGE);
    LogAppender appender = fill(log, generated);
    long lastKeyframe = last(generated.tags(GeneratedTag.Kind.KEYFRAME)).position();
    assertThat(log.start()).isEqualTo(lastKeyframe);
    assertThat(log.livePoint().position()).isEqualTo(lastKeyframe);
    appender.finish();
    log.close();
    assertThat(losses).isEmpty();
  }

  @Test
  void pastTheLimitTheOldestGoesAndTheHoleIsExact() {
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(6, 40_000));
    long limit = generated.length() / 3;
    TakeLog log = log(limit);
    log.hold("recorder", 0);
    LogAppender appender = fill(log, generated);

    LogBatch lost = log.read(0, 0, Long.MAX_VALUE);
    assertThat(lost.lost()).isTrue();
    assertThat(lost.to()).isEqualTo(log.start());
    assertThat(log.end() - log.start()).isLessThanOrEqualTo(limit + 64_000);
    assertThat(losses.stream().mapToLong(Long::longValue).sum()).isEqualTo(log.start());
    assertThat(log.contextAt(lost.to()))
        .isEqualTo(Fixtures.contextOf(generated, lost.to(), true, clock));
    appender.finish();
    log.close();
  }

  @Test
  void acknowledgedBytesGoAndAnEndedLogIsDrainedByTheLastAcknowledgement() {
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(7, 20_000));
    TakeLog log = log(LARGE);
    log.hold("a", 0);
    log.hold("b", 0);
    LogAppender appender = fill(log, generated);
    appender.finish();
    log.acknowledge("a", generated.length());
    log.trim(Fixtures.world(clock).tickMs());
    assertThat(log.start()).isZero();
    assertThat(log.drained()).isFalse();
    log.acknowledge("b", generated.length());
    log.trim(Fixtures.world(clock).tickMs());
    assertThat(log.drained()).isTrue();
    assertThat(log.isEmpty()).isTrue();
    log.close();
  }

  @Test
  void whatIsTooOldGoes() {
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(8, 20_000));
    TakeLog log = log(LARGE);
    log.hold("away", 0);
    LogAppender appender = fill(log, generated);
    appender.finish();
    clock.advance(Duration.ofMinutes(16));
    log.trim(Fixtures.world(clock).tickMs());
    assertThat(log.isEmpty()).isTrue();
    assertThat(losses).containsExactly(generated.length());
    log.close();
  }

  @Test
  void nothingGetsOldByAWallClockThatIsSet() {
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(8, 20_000));
    TakeLog log = log(LARGE);
    log.hold("recorder", 0);
    int half = generated.tags().size() / 2;
    LogAppender appender = new LogAppender(log, Fixtures.world(clock));
    generated.tags().subList(0, half).forEach(tag -> Fixtures.append(appender, tag));
    clock.setWallClock(clock.instant().plus(Duration.ofHours(2)));
    generated
        .tags()
        .subList(half, generated.tags().size())
        .forEach(tag -> Fixtures.append(appender, tag));
    appender.commit();
    assertThat(log.start()).isZero();
    assertThat(losses).isEmpty();
    appender.finish();
    log.close();
  }

  @Test
  void aPositionInsideATagHasNoContext() {
    GeneratedLog generated = GeneratedLog.of(LogShape.plain(9, 3_000));
    TakeLog log = log(LARGE);
    log.hold("recorder", 0);
    LogAppender appender = fill(log, generated);
    assertThat(log.contextAt(generated.length() - 7)).isNull();
    assertThat(log.contextAt(generated.length() + 7)).isNull();
    appender.finish();
    log.close();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
