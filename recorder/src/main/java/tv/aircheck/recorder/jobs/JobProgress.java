package tv.aircheck.recorder.jobs;

/** Hears how far a run is; on its thread. */
@FunctionalInterface
public interface JobProgress {
  JobProgress NONE = done -> {};

  /** So many things are done. */
  void at(long done);
}
