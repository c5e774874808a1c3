package tv.aircheck.recorder.rebuild;

/** Hears of a rebuild while it runs; on its thread. */
public interface RebuildListener {
  RebuildListener NONE = new RebuildListener() {};

  /** So many segments are in the new index, of so many objects the store has. */
  default void progress(long segments) {}

  /** Something was left out, or is not as it should be; in words. */
  default void trouble(String words) {}
}
