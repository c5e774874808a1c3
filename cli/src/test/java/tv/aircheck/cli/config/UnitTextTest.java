package tv.aircheck.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UnitTextTest {
  @Property
  void aDurationThatWasWrittenIsReadBack(@ForAll @LongRange(min = 0, max = 1L << 40) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(UnitText.duration(UnitText.text(duration))).isEqualTo(duration);
  }

  @Test
  void readsSizes() {
    assertThat(UnitText.bytes("0")).isZero();
    assertThat(UnitText.bytes("64KiB")).isEqualTo(65_536);
    assertThat(UnitText.bytes("1.5 GiB")).isEqualTo(3L << 29);
    assertThat(UnitText.bytes("2MB")).isEqualTo(2_000_000);
  }

  @Test
  void saysHowToWriteIt() {
    assertThatThrownBy(() -> UnitText.duration("10 minutes")).hasMessageContaining("1h30m");
    assertThatThrownBy(() -> UnitText.bytes("much")).hasMessageContaining("64KiB");
  }
}
