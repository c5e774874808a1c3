package tv.aircheck.flv.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SampleLogTest {
  private record Sample(long at, int composition, int size, boolean key) {}

  private static Sample random(Random random, long last) {
    long step = random.nextInt(4) == 0 ? 1 + random.nextInt(1 << 20) : 3000;
    int composition = random.nextInt(3) * 1500 - 1500;
    int size = 1 << random.nextInt(24);
    return new Sample(last + step, composition, size, random.nextBoolean());
  }

  @Property(tries = 20)
  void givesBackWhatWasPutIn(@ForAll long seed) {
    Random random = new Random(seed);
    int count = random.nextInt(60_000);
    SampleLog log = new SampleLog();
    long first = random.nextInt(1 << 20);
    long last = first;
    for (int i = 0; i < count; i++) {
      Sample sample = random(random, last);
      last = sample.at();
      log.add(sample.at(), sample.composition(), sample.size(), sample.key());
    }

    assertThat(log.count()).isEqualTo(count);
    Random again = new Random(seed);
    again.nextInt(60_000);
    last = again.nextInt(1 << 20);
    SampleLog.Walk walk = log.walk();
    while (walk.next()) {
      Sample sample = random(again, last);
      Sample found = new Sample(walk.decodedAt(), walk.composition(), walk.size(), walk.isKey());
      assertThat(found).isEqualTo(sample);
      last = sample.at();
    }
    assertThat(log.last()).isEqualTo(count == 0 ? 0 : last);
  }

  @Property(tries = 20)
  void soundIsCountedInSamplesThroughTheRoundingOfMilliseconds(@ForAll long seed) {
    Random random = new Random(seed);
    int rate = new int[] {8_000, 44_100, 48_000, 96_000}[random.nextInt(4)];
    TrackClock clock = new TrackClock(rate);
    long start = random.nextInt(10_000);
    long first = clock.at(start, 1024);
    for (int i = 1; i < 5_000; i++) {
      long told = start + Math.round(i * 1024_000.0 / rate) + random.nextInt(3) - 1;
      assertThat(clock.at(told, 1024)).isEqualTo(first + i * 1024L);
    }
    long afterPause = start + Math.round(5_000 * 1024_000.0 / rate) + 500;
    assertThat(clock.at(afterPause, 1024)).isEqualTo(TrackClock.ticks(afterPause, rate));
  }
}
