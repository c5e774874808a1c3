package tv.aircheck.bench;

import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.report.Result;

/** One question, asked of our server and of those beside it in one run. */
public interface BenchCase {
  /**
   * What a person types: {@code record-500}. Asking for {@code record} runs all that begin with it.
   */
  String name();

  /** What is measured, in one line. */
  String title();

  /**
   * Measures. What it starts through the lab is stopped and removed by the lab, whatever happens.
   *
   * @throws Exception when it could not measure; the other cases still run
   */
  Result run(Lab lab) throws Exception;
}
