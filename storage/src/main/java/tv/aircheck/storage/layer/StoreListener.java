package tv.aircheck.storage.layer;

import tv.aircheck.storage.StorageException;

/**
 * What goes on between us and a store. Called on the threads that call the store; must not block.
 */
public interface StoreListener {
  StoreListener NONE = new StoreListener() {};

  /**
   * A call came back.
   *
   * @param bytes of objects that were read or put; 0 where the call is about none
   */
  default void done(StoreCall call, long nanos, long bytes) {}

  default void failed(StoreCall call, long nanos, StorageException.Kind kind) {}

  /** A call that failed is made again. */
  default void retried(StoreCall call) {}
}
