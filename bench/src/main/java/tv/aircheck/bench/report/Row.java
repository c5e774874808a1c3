package tv.aircheck.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

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
}
