package tv.aircheck.testkit.ffmpeg;

/** Sound as a function of time. */
@FunctionalInterface
interface Sound {

  /** The amplitude, -1 to 1, at a moment. */
  float at(double seconds);
}
