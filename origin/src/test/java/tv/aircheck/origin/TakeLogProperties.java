package tv.aircheck.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import tv.aircheck.testkit.AudioShape;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LeakGuard;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.ManualClock;
import tv.aircheck.testkit.VideoShape;

@AddLifecycleHook(LeakGuard.class)
class TakeLogProperties {
  private final ManualClock clock = ManualClock.atSomeTime();
  private int checks;

  @Property(tries = 25)
  void whateverASubscriberGetsIsTheLogOrAnExactGap(@ForAll long seed) {
    Random random = new Random(seed);
    GeneratedLog generated = GeneratedLog.of(randomShape(random));
    byte[] bytes = ByteBufUtil.getBytes(generated.bytes());
    long window = random.nextBoolean() ? 64 << 20 : 20_000 + random.nextInt(100_000);
    TakeLog log = new TakeLog(Fixtures.budget(window), lost -> {});
    log.hold("recorder", 0);
    LogAppender appender = new LogAppender(log, Fixtures.world(clock));
    int next = 0;
    long position = 0;
    while (next < generated.tags().size() || position < generated.length()) {
      for (int i = random.nextInt(200); i >= 0 && next < generated.tags().size(); i--) {
        Fixtures.append(appender, generated.tags().get(next++));
        if (random.nextInt(20) == 0) {
          appender.begin(9, random.nextInt(3_000)).writeZero(0);
          appender.drop();
        }
      }
      appender.commit();
      LogBatch batch = log.read(position, 0, 1 + random.nextInt(100_000));
      if (batch != null) {
        check(generated, bytes, log, batch);
        position = batch.to();
      }
      if (random.nextInt(3) == 0) {
        log.acknowledge("recorder", position);
        log.trim(Fixtures.world(clock).tickMs());
      }
    }
    appender.finish();
    assertThat(log.end()).isEqualTo(generated.length());
    log.close();
  }

  private void check(GeneratedLog generated, byte[] bytes, TakeLog log, LogBatch batch) {
    if (batch.lost()) {
      assertThat(batch.to()).isEqualTo(log.start());
    } else {
      assertThat(Fixtures.takeBytes(batch.runs()))
          .isEqualTo(Arrays.copyOfRange(bytes, (int) batch.from(), (int) batch.to()));
    }
    if (checks++ % 16 == 0) {
      boolean more = log.end() > batch.to();
      assertThat(log.contextAt(batch.to()))
          .isEqualTo(Fixtures.contextOf(generated, batch.to(), more, clock));
    }
  }

  private static LogShape randomShape(Random random) {
    LogShape shape = LogShape.plain(random.nextLong(), 2_000 + random.nextInt(20_000));
    VideoShape video =
        VideoShape.plain()
            .withFrameBytes(random.nextBoolean() ? 200 : 3_000)
            .withNewHeaderEveryMs(random.nextBoolean() ? 0 : 4_000);
    return switch (random.nextInt(4)) {
      case 0 -> shape.withVideo(null);
      case 1 -> shape.withVideo(video.asHevc());
      case 2 -> shape.withVideo(video).withAudio(null);
      default -> shape.withVideo(video).withAudio(AudioShape.plain());
    };
  }
}
