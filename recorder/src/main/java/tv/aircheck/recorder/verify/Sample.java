package tv.aircheck.recorder.verify;

/**
 * Which segments of a run are looked at: spread evenly, others with each run, and the same when a
 * run is gone on with. Pure.
 *
 * @param seed of the run
 */
record Sample(int percent, long seed) {
  boolean holds(String takeId, long startPosition) {
    if (percent >= 100) {
      return true;
    }
    long mixed = seed * 0x9E3779B97F4A7C15L + takeId.hashCode();
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L + startPosition;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return Long.remainderUnsigned(mixed, 100) < percent;
  }
}
