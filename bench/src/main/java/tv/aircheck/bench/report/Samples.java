package tv.aircheck.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects what repeats found, by quantity and server, and makes rows of it. */
public final class Samples {
  private final Map<String, Map<String, List<Double>>> byQuantity = new LinkedHashMap<>();

  public void add(String who, String quantity, double value) {
    byQuantity
        .computeIfAbsent(quantity, q -> new LinkedHashMap<>())
        .computeIfAbsent(who, w -> new ArrayList<>())
        .add(value);
  }

  /**
   * A row of all servers' samples of a quantity.
   *
   * @param target may be null
   */
  public Row row(String quantity, String unit, Target target) {
    return row("", quantity, unit, target);
  }

  /**
   * @param condition stands before the quantity, for example {@code 500 publishers: }
   */
  public Row row(String condition, String quantity, String unit, Target target) {
    List<Series> series =
        byQuantity.getOrDefault(quantity, Map.of()).entrySet().stream()
            .map(entry -> new Series(entry.getKey(), entry.getValue()))
            .toList();
    return new Row(condition + quantity, unit, series, target);
  }

  /** The medians of a quantity in words, for a note: {@code 11 (aircheck), 9.9 (nginx-rtmp)}. */
  public String words(String quantity) {
    return byQuantity.getOrDefault(quantity, Map.of()).entrySet().stream()
        .map(e -> Numbers.text(Spread.of(e.getValue()).median()) + " (" + e.getKey() + ")")
        .collect(Collectors.joining(", "));
  }
}
