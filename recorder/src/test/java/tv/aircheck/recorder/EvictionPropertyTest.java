package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever lies in the spool, in whatever state: only what is safe goes, and no more than needed.
 */
class EvictionPropertyTest {
  private record File(boolean safe, long bytes, boolean shared) {}

  @Property(tries = 200)
  void onlyWhatIsSafeGoesAndNoMoreThanNeeded(
      @ForAll long seed,
      @ForAll @IntRange(max = 2_000) int above,
      @ForAll @IntRange(max = 2_000) int missing) {
    Random random = new Random(seed);
    Eviction eviction = new Eviction(above, missing);
    List<File> gone = new ArrayList<>();
    List<File> left = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      File file = new File(random.nextBoolean(), 1 + random.nextInt(99), random.nextBoolean());
      boolean wasEnough = eviction.isEnough();
      if (eviction.takes(file.safe(), file.bytes(), file.shared() ? 0 : file.bytes())) {
        assertThat(wasEnough).isFalse();
        gone.add(file);
      } else {
        left.add(file);
      }
    }
    assertThat(gone).allMatch(File::safe);
    assertThat(eviction.evicted()).isEqualTo(gone.stream().mapToLong(File::bytes).sum());
    assertThat(eviction.freed())
        .isEqualTo(gone.stream().filter(f -> !f.shared()).mapToLong(File::bytes).sum());
    if (eviction.evicted() < above) {
      assertThat(left).as("all that may go has gone").noneMatch(File::safe);
    } else if (eviction.freed() < missing) {
      assertThat(left).noneMatch(file -> file.safe() && !file.shared() && gone.isEmpty());
    }
  }
}
