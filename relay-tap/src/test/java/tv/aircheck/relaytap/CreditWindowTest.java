package tv.aircheck.relaytap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import tv.aircheck.relay.RelayException;

class CreditWindowTest {
  /**
   * An origin that always sends while it may, a listener that returns bytes at random, and now and
   * then a new connection.
   */
  @Property(tries = 300)
  void theWindowHoldsAndNeverStalls(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5000) int window) throws RelayException {
    Random random = new Random(seed);
    CreditWindow credit = new CreditWindow(window);
    long may = credit.reopen();
    long withListener = 0;
    for (int step = 0; step < 300; step++) {
      int run = 1 + random.nextInt(window + 100);
      if (random.nextInt(40) == 0) {
        may = credit.reopen();
      }
      if (may > 0) {
        credit.spend(run);
        may -= run;
        withListener += run;
        assertThat(withListener).isLessThan((long) window + run);
      }
      int done =
          random.nextInt(4) == 0 ? (int) withListener : random.nextInt((int) withListener + 1);
      withListener -= done;
      if (done > 0 && credit.returned(done)) {
        may += credit.grant();
      }
      assertThat(may > 0 || withListener > 0)
          .describedAs("neither end waits for the other")
          .isTrue();
    }
  }
}
