package tv.aircheck.playback;

import tv.aircheck.index.IndexException;
import tv.aircheck.storage.StorageException;

/** Tells apart what failed for now, what is gone, and what nobody can do anything about. */
public final class Failures {
  private Failures() {}

  /** Is what was asked for not to be had, while the rest of the store may well be? */
  public static boolean isLoss(StorageException why) {
    return switch (why.kind()) {
      case NOT_FOUND, CORRUPT, INVALID -> true;
      case UNAVAILABLE, DENIED, FULL, ARCHIVED -> false;
    };
  }

  /** Is it on its way from an archive? The message says when it will be there. */
  public static boolean isAway(Exception why) {
    return why instanceof StorageException storage
        && storage.kind() == StorageException.Kind.ARCHIVED;
  }

  /** Is it worth asking again? */
  public static boolean mayPass(Exception why) {
    if (why instanceof StorageException storage) {
      return storage.kind() == StorageException.Kind.UNAVAILABLE;
    }
    return why instanceof IndexException index && index.kind() == IndexException.Kind.UNAVAILABLE;
  }
}
