package tv.aircheck.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class RowTest {
  @Test
  void comparesMediansOfOneRun() {
    Row row = row(Target.atMostTimes(0.7, "nginx"), List.of(1.0, 9.0, 1.4), List.of(2.0, 2.1, 1.9));

    assertThat(row.ratioTo("nginx"))
        .hasValueSatisfying(r -> assertThat(r).isEqualTo(0.7, within(1e-9)));
    assertThat(row.limit()).hasValueSatisfying(l -> assertThat(l).isEqualTo(1.4, within(1e-9)));
    assertThat(row.ratioTo(Series.OURS)).isEmpty();
    assertThat(row.ratioTo("nobody")).isEmpty();
  }

  @Test
  void saysWhetherATargetIsMet() {
    List<Double> ours = List.of(100.0);
    List<Double> theirs = List.of(200.0);

    assertThat(row(Target.atMost(100), ours, theirs).isMet()).contains(true);
    assertThat(row(Target.atMost(99), ours, theirs).isMet()).contains(false);
    assertThat(row(Target.atLeast(101), ours, theirs).isMet()).contains(false);
    assertThat(row(Target.atMostTimes(0.4, "nginx"), ours, theirs).isMet()).contains(false);
    assertThat(row(Target.atMostTimes(0.4, "nobody"), ours, theirs).isMet()).isEmpty();
    assertThat(row(null, ours, theirs).isMet()).isEmpty();
  }

  @Test
  void theMiddleOfAnEvenNumberIsBetweenTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4));
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("no samples");
  }

  @Property
  void theMedianHasAsManyAboveAsBelow(
      @ForAll @NotEmpty List<@DoubleRange(min = -1e9, max = 1e9) Double> samples) {
    Spread spread = Spread.of(samples);

    long above = samples.stream().filter(s -> s > spread.median()).count();
    long below = samples.stream().filter(s -> s < spread.median()).count();
    assertThat(above).isLessThanOrEqualTo(samples.size() / 2);
    assertThat(below).isLessThanOrEqualTo(samples.size() / 2);
    assertThat(spread.median()).isBetween(spread.least(), spread.most());
  }

  private static Row row(Target target, List<Double> ours, List<Double> theirs) {
    return new Row(
        "CPU", "s", List.of(new Series(Series.OURS, ours), new Series("nginx", theirs)), target);
  }
}
