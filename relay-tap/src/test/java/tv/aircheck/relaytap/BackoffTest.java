package tv.aircheck.relaytap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
  @Property(tries = 200)
  void waitsStayBelowABoundThatDoublesUpToTheLast(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int failures) {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(seed));
    long bound = 200;
    for (int i = 0; i < failures; i++) {
      assertThat(backoff.nextMs()).isBetween(1L, bound);
      bound = Math.min(10_000, bound * 2);
    }
    assertThat(backoff.slowMs()).isBetween(5_001L, 10_000L);
    backoff.reset();
    assertThat(backoff.nextMs()).isBetween(1L, 200L);
  }
}
