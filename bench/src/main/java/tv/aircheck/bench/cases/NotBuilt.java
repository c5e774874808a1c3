package tv.aircheck.bench.cases;

import tv.aircheck.bench.BenchCase;
import tv.aircheck.bench.lab.Lab;
import tv.aircheck.bench.report.Result;

/** The place of a measurement whose part of the product does not exist yet. */
public record NotBuilt(String name, String title, String comesWith) implements BenchCase {
  @Override
  public Result run(Lab lab) {
    return Result.notBuilt(name, title, comesWith);
  }
}
