package tv.aircheck.bench.report;

import java.util.Collection;

/** Middle, least and most of some samples. */
public record Spread(double median, double least, double most) {
  /**
   * @throws IllegalArgumentException when there are no samples
   */
  public static Spread of(Collection<Double> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no samples to take a median of");
    }
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
