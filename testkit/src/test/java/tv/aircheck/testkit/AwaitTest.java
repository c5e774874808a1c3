package tv.aircheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  private static final Duration SHORT = Duration.ofMillis(30);

  @Test
  void returnsWhenTheConditionComesTrue() {
    AtomicInteger asked = new AtomicInteger();

    Await.until("it was asked three times", () -> asked.incrementAndGet() == 3);

    assertThat(asked).hasValue(3);
  }

  @Test
  void aTimeOutSaysWhatWasWaitedFor() {
    assertThatThrownBy(() -> Await.until("the cows are home", SHORT, () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the cows are home")
        .hasMessageContaining("30 ms");
  }

  @Test
  void anExceptionEndsTheWait() {
    assertThatThrownBy(
            () ->
                Await.<String>value(
                    "never",
                    () -> {
                      throw new IOException("gone");
                    }))
        .hasRootCauseMessage("gone");
  }

  @Test
  void handsOverTheValue() {
    assertThat(Await.value("a value is there", () -> Optional.of("x"))).isEqualTo("x");
  }

  @Test
  void assertionsMayFailUntilTheyHold() {
    AtomicInteger asked = new AtomicInteger();

    Await.asserted(() -> assertThat(asked.incrementAndGet()).isGreaterThan(2));

    assertThatThrownBy(() -> Await.asserted(SHORT, () -> assertThat(1).isEqualTo(2)))
        .hasMessageContaining("2");
  }
}
