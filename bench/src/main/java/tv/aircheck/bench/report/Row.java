package tv.aircheck.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * One quantity, ours beside the others'.
 *
 * @param what the quantity, for example {@code CPU per GB}
 * @param unit of the samples, for example {@code s/GB}; empty for plain counts
 * @param series one per server; ours is called {@link Series#OURS}
 * @param target null when nothing is demanded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(String what, String unit, List<Series> series, Target target) {
  public Row {
    series = List.copyOf(series);
  }

  /** Our median by another's; none for our own, or when one of the two was not measured. */
  Optional<Double> ratioTo(String who) {
    if (who.equals(Series.OURS)) {
      return Optional.empty();
    }
    return of(Series.OURS)
        .flatMap(
            ours -> of(who).map(Series::median).filter(m -> m != 0).map(m -> ours.median() / m));
  }

  /** Whether our median is on the good side of the target; none without both. */
  Optional<Boolean> isMet() {
    if (target == null) {
      return Optional.empty();
    }
    Optional<Double> value =
        target.against() == null ? of(Series.OURS).map(Series::median) : ratioTo(target.against());
    return value.map(target::isMetBy);
  }

  /** Where the target lies on the scale of the samples; none when it depends on what is missing. */
  Optional<Double> limit() {
    if (target == null) {
      return Optional.empty();
    }
    return target.against() == null
        ? Optional.of(target.limit())
        : of(target.against()).map(theirs -> theirs.median() * target.limit());
  }

  private Optional<Series> of(String who) {
    return series.stream().filter(s -> s.who().equals(who) && !s.samples().isEmpty()).findFirst();
  }
}
