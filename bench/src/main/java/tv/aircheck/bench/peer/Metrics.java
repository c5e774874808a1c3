package tv.aircheck.bench.peer;

import java.util.HashMap;
import java.util.Map;

/** What {@code /metrics} said: the sum of each name's samples, whatever their labels. */
public record Metrics(Map<String, Double> sums) {
  /** Of the Prometheus text format. */
  static Metrics parse(String text) {
    Map<String, Double> sums = new HashMap<>();
    text.lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(
            line -> {
              // NAME{label="may hold spaces"} VALUE
              String name = line.split("[{ ]", 2)[0];
              sums.merge(
                  name, Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)), Double::sum);
            });
    return new Metrics(Map.copyOf(sums));
  }

  /** 0 for what is not there. */
  public double of(String name) {
    return sums.getOrDefault(name, 0.0);
  }
}
