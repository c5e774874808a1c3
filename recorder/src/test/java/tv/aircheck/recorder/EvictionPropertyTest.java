package tv.aircheck.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tv.aircheck.recorder.SomeSpool.Sealed;

/**
 * Whatever lies in the spool, and whatever the ledger says of it: only what is VERIFIED goes, the
 * longest unused first, and no more than needed.
 */
class EvictionPropertyTest {
  private static final long FREE_BYTES = 10_000;

  private static EmptyIndex empty;

  @BeforeContainer
  static void makeIndex() throws IOException {
    empty = EmptyIndex.make();
  }

  @AfterContainer
  static void delete() throws IOException {
    empty.close();
  }

  @Property(tries = 25)
  void onlyWhatIsVerifiedGoesTheLongestUnusedFirstAndNoMoreThanNeeded(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Path data = empty.data();
    try (SomeSpool spool = new SomeSpool(data, random)) {
      spool.fill();
      long all = spool.usage();
      // Neither, one or both of the limits are passed, by little or by more than there is.
      long highWater = random.nextLong(all + all / 2);
      long refuseBelow = random.nextBoolean() ? 0 : FREE_BYTES + random.nextLong(all) - all / 8;
      SpoolLimits limits = new SpoolLimits(highWater, refuseBelow, 0);

      long[] told = spool.check(limits, FREE_BYTES);

      check(spool, limits.above(all), limits.missing(FREE_BYTES), told);
    }
  }

  private static void check(SomeSpool spool, long above, long missing, long[] told)
      throws IOException {
    List<Sealed> gone = spool.byUse().stream().filter(file -> !spool.isThere(file)).toList();
    List<Sealed> left = spool.byUse().stream().filter(spool::isThere).toList();
    assertThat(gone).allMatch(Sealed::verified);
    assertThat(spool.growing()).allMatch(Files::exists);
    long evicted = gone.stream().mapToLong(Sealed::bytes).sum();
    long freed = gone.stream().mapToLong(Sealed::ownBytes).sum();
    assertThat(told).containsExactly(evicted, freed);

    if (!gone.isEmpty()) {
      Sealed last = gone.get(gone.size() - 1);
      assertThat(evicted - last.bytes() < above || freed - last.ownBytes() < missing)
          .as("the last one was needed, too")
          .isTrue();
    }
    if (evicted < above) {
      assertThat(left).as("all that may go has gone").noneMatch(Sealed::verified);
    }
    if (freed < missing) {
      assertThat(left).as("none that would help").noneMatch(f -> f.verified() && !f.shared());
    }
    long before = 0;
    for (Sealed file : spool.byUse()) {
      boolean wasPassed = file.verified() && left.contains(file) && before < evicted;
      if (wasPassed) {
        assertThat(file.shared() && before >= above).as("%s helps", file).isTrue();
      }
      before += gone.contains(file) ? file.bytes() : 0;
    }
  }
}
