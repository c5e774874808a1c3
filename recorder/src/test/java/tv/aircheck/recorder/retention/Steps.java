package tv.aircheck.recorder.retention;

/**
 * Counts the steps of a run, and dies at one of them as a process does: nothing comes after it. Or
 * something else happens there, and the run goes on.
 */
final class Steps {
  private final Runnable event;
  private int left;
  private int taken;

  /**
   * @param diesAt 1: at the first
   */
  Steps(int diesAt) {
    this(
        diesAt,
        () -> {
          throw new Killed();
        });
  }

  /** The event comes once. */
  Steps(int at, Runnable event) {
    this.left = at;
    this.event = event;
  }

  static Steps endless() {
    return new Steps(Integer.MAX_VALUE);
  }

  void step() {
    taken++;
    if (--left == 0) {
      event.run();
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
