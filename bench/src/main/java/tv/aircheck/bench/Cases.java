package tv.aircheck.bench;

import java.util.List;

/** All there is to measure, in the order in which it is run and shown. */
final class Cases {
  private Cases() {}

  static List<BenchCase> all() {
    return List.of();
  }

  /** Those of a name, or whose names begin with it and a hyphen. */
  static List<BenchCase> named(String name) {
    return all().stream()
        .filter(c -> c.name().equals(name) || c.name().startsWith(name + "-"))
        .toList();
  }
}
