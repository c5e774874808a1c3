package tv.aircheck.recorder.bundle;

/** Follows bundling. Called on the thread that does it; what it throws ends it as a crash would. */
public interface BundleListener {
  BundleListener NONE = new BundleListener() {};

  /** So many bytes more are written into a bundle that is being made. */
  default void wrote(long bytes) {}

  /** A bundle is in the store, and nothing is read from it yet. */
  default void stored(String key) {}

  /** Its segments are read from it from here on. */
  default void switched(String key) {}

  /** So many single objects more are deleted. */
  default void deleted(String bundle, long objects) {}
}
