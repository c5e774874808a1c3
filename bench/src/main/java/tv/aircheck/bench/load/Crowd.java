package tv.aircheck.bench.load;

import java.util.Map;

/** Many of one kind. Called by one thread that may wait, except where it says otherwise. */
interface Crowd {
  /**
   * Lets one begin to connect; what becomes of it is told to the {@link Attendance}. Any thread.
   */
  void enter(int number);

  /** What all have sent or received so far. */
  Volume volume();

  /** What took how long since this was last asked, by name. */
  Map<String, Quantiles> timings();

  /** Tells all to say goodbye. */
  void leave();
}
