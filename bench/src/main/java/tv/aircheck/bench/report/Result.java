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
    MEASURED,
    /** The part of the product that it measures does not exist yet. */
    NOT_BUILT,
    FAILED
  }

  public Result {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  public static Result measured(String name, String title, List<Row> rows, String... notes) {
    return new Result(name, title, Outcome.MEASURED, rows, List.of(notes));
  }

  /**
   * @param comesWith for example {@code comes with the S3 store}
   */
  public static Result notBuilt(String name, String title, String comesWith) {
    return new Result(name, title, Outcome.NOT_BUILT, List.of(), List.of(comesWith));
  }
}
