package tv.aircheck.bench.report;

import java.util.List;

/**
 * What one case found.
 *
 * @param name the case's
 * @param title what is measured, in one line
 * @param notes what a reader must know about the numbers, or why there are none
 */
public record Result(
    String name, String title, Outcome outcome, List<Row> rows, List<String> notes) {
  /** What came of a case. */
  public enum Outcome {
    MEASURED("measured"),
    /** The part of the product that it measures does not exist yet. */
    NOT_BUILT("not built yet"),
    FAILED("failed");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  public Result {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  public static Result measured(String name, String title, List<Row> rows, String... notes) {
    return new Result(name, title, Outcome.MEASURED, rows, List.of(notes));
  }

  /** No numbers, for a reason. */
  public static Result failed(String name, String title, String why) {
    return new Result(name, title, Outcome.FAILED, List.of(), List.of(name + ": " + why));
  }

  /** The table it belongs to: {@code record} of {@code record-500}. */
  public String table() {
    return name.split("-", 2)[0];
  }

  /**
   * @param comesWith for example {@code comes with the S3 store}
   */
  public static Result notBuilt(String name, String title, String comesWith) {
    return new Result(name, title, Outcome.NOT_BUILT, List.of(), List.of(name + ": " + comesWith));
  }
}
