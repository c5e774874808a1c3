package tv.aircheck.recorder.retention;

/** Counts the steps of a run, and dies at one of them as a process does: nothing comes after it. */
final class Steps {
  private int left;
  private int taken;

  /**
   * @param diesAt 1: at the first
   */
  Steps(int diesAt) {
    left = diesAt;
  }

  static Steps endless() {
    return new Steps(Integer.MAX_VALUE);
  }

  void step() {
    taken++;
    if (--left <= 0) {
      throw new Killed();
    }
  }

  int taken() {
    return taken;
  }

  /** An error, so that nobody takes it for a failure to report. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
