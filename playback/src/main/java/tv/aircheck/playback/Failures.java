package tv.aircheck.playback;

import tv.aircheck.index.IndexException;
import tv.aircheck.storage.StorageException;

/** Tells what failed for now from what failed for good. */
final class Failures {
  private Failures() {}

  /** Is it worth asking again? */
  static boolean mayPass(Exception why) {
    if (why instanceof StorageException storage) {
      return storage.kind() == StorageException.Kind.UNAVAILABLE;
    }
    return why instanceof IndexException index && index.kind() == IndexException.Kind.UNAVAILABLE;
  }
}
