package tv.aircheck.recorder.retention;

import java.util.List;

/**
 * What a run did with each action, in order.
 *
 * @param lines one for each action of the plan
 */
public record RunReport(List<Line> lines) {
  public RunReport {
    lines = List.copyOf(lines);
  }

  /** How an action ended. */
  public enum Result {
    DONE,
    /** Something had changed meanwhile: left alone. */
    SKIPPED,
    /** To be tried again by the next run. */
    FAILED
  }

  /**
   * @param words why, where it is not done; else empty
   */
  public record Line(PlannedAction action, Result result, String words) {}

  public long count(Result result) {
    return lines.stream().filter(line -> line.result() == result).count();
  }

  /** For a log, or a job's result. */
  public String summary() {
    return "%d done, %d skipped, %d failed"
        .formatted(count(Result.DONE), count(Result.SKIPPED), count(Result.FAILED));
  }
}
