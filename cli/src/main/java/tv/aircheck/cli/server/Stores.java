package tv.aircheck.cli.server;

import java.time.Instant;
import java.util.UUID;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.StoreConfig;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.layer.LimitedStore;
import tv.aircheck.storage.layer.MeteredStore;
import tv.aircheck.storage.layer.ReadAheadStore;
import tv.aircheck.storage.layer.RetryingStore;
import tv.aircheck.storage.layer.StoreListener;
import tv.aircheck.storage.s3.S3ObjectStore;

/** The store that the settings name, with the layers before it. */
public final class Stores {
  private Stores() {}

  /** The caller closes it. */
  static ObjectStore open(Config config, StoreListener listener) throws StorageException {
    return config.store().inBucket()
        ? layered(bucket(config), config.store(), listener)
        : new MeteredStore(folder(config), listener, System::nanoTime);
  }

  /** From the caller to the server: an attempt takes a place, and only what is sent is measured. */
  private static ObjectStore layered(
      ObjectStore bucket, StoreConfig settings, StoreListener listener) {
    ObjectStore metered = new MeteredStore(bucket, listener, System::nanoTime);
    ObjectStore limited = new LimitedStore(metered, settings.limits());
    return new RetryingStore(limited, settings.retries(), listener);
  }

  /** For those who read on: a folder is read ahead by the system. */
  static ObjectStore readAhead(Config config, ObjectStore store) {
    return config.store().inBucket() && config.store().readAhead().cacheBytes() > 0
        ? new ReadAheadStore(store, config.store().readAhead(), System::nanoTime)
        : store;
  }

  /** The bare bucket. The first call of this loads the SDK. */
  public static S3ObjectStore bucket(Config config) throws StorageException {
    return S3ObjectStore.open(
        config.store().s3(), new LocalDisk(), () -> UUID.randomUUID().toString());
  }

  /**
   * Takes parts of broken-off uploads out of a bucket, where they cost money and are no objects.
   *
   * @return how many there were; none in a folder, which the server keeps clean when it starts
   */
  static int abortLeftOvers(Config config, Instant begunBefore) throws StorageException {
    if (!config.store().inBucket()) {
      return 0;
    }
    try (S3ObjectStore bucket = bucket(config)) {
      return bucket.abortLeftOvers(begunBefore);
    }
  }

  /** The bare folder. */
  public static DirectoryStore folder(Config config) throws StorageException {
    return DirectoryStore.open(config.storeFolder(), new LocalDisk());
  }
}
