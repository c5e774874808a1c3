package tv.aircheck.recorder.retention;

/** Follows a run. Called on the thread that runs; what it throws ends the run as a crash would. */
public interface RunListener {
  RunListener NONE = new RunListener() {};

  /**
   * One step of an action is done.
   *
   * @param segments deleted so far
   */
  default void step(PlannedAction action, long segments) {}

  default void ended(RunReport.Line line) {}
}
