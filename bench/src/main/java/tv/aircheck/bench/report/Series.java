package tv.aircheck.bench.report;

import java.util.List;

/** What one server did, a sample per repeat. */
public record Series(String who, List<Double> samples) {
  /** The name of our own series. */
  public static final String OURS = "aircheck";

  public Series {
    samples = List.copyOf(samples);
  }

  public double median() {
    return Spread.of(samples).median();
  }
}
