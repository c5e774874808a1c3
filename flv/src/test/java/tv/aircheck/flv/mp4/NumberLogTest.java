package tv.aircheck.flv.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NumberLogTest {
  /** Of every length there is, on both sides of zero. */
  private static long any(Random random) {
    return random.nextLong() >> random.nextInt(64);
  }

  @Property(tries = 20)
  void givesBackWhatWasPutIn(@ForAll long seed) {
    Random random = new Random(seed);
    int count = random.nextInt(15_000);
    int trimmedAt = random.nextInt(15_000);
    NumberLog log = new NumberLog();
    for (int i = 0; i < count; i++) {
      log.add(any(random));
      log.addSigned(any(random));
      if (i == trimmedAt) {
        log.trim();
      }
    }

    Random again = new Random(seed);
    again.nextInt(15_000);
    again.nextInt(15_000);
    NumberLog.Walk walk = log.walk();
    for (int i = 0; i < count; i++) {
      assertThat(walk.next()).isEqualTo(any(again));
      assertThat(walk.nextSigned()).isEqualTo(any(again));
    }
  }

  @Property(tries = 10)
  void smallNumbersTakeAByte(@ForAll long seed) {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(200_000);
    NumberLog log = new NumberLog();
    for (int i = 0; i < count; i++) {
      log.addSigned(random.nextInt(128) - 64);
    }
    log.trim();
    // At the end of each block a few bytes are left.
    assertThat(log.bytes()).isBetween(count, count + 9 * (count / 60_000 + 1));
  }
}
