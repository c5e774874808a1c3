package tv.aircheck.bench.load;

import java.time.Duration;

/**
 * When what happens.
 *
 * @param count how many connect
 * @param within in what time, evenly
 * @param warm from the last one's answer to the window that is measured
 * @param measure how long that is; zero for all that is left
 * @param total from the last one's answer to the end, or until nobody is left
 */
record RunPlan(int count, Duration within, Duration warm, Duration measure, Duration total) {
  RunPlan {
    if (count < 1) {
      throw new IllegalArgumentException("--count is " + count + ": at least 1 has to connect");
    }
    if (measure.isZero() && total.compareTo(warm) > 0) {
      measure = total.minus(warm);
    }
    if (total.compareTo(warm.plus(measure)) < 0) {
      total = warm.plus(measure);
    }
  }
}
