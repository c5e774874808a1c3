package tv.aircheck.bench.load;

import org.HdrHistogram.Histogram;

/** What a histogram of nanoseconds says, in milliseconds. */
record Quantiles(long count, double p50, double p99, double p999, double max) {

  static Quantiles ofNanos(Histogram histogram) {
    return new Quantiles(
        histogram.getTotalCount(),
        ms(histogram.getValueAtPercentile(50)),
        ms(histogram.getValueAtPercentile(99)),
        ms(histogram.getValueAtPercentile(99.9)),
        ms(histogram.getMaxValue()));
  }

  private static double ms(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
