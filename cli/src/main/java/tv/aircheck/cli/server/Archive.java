package tv.aircheck.cli.server;

import tv.aircheck.cli.config.Config;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * What is kept: the index, the local segments, and the store. A server's, or a command's beside it.
 */
public record Archive(Index index, Spool spool, ObjectStore store) implements AutoCloseable {
  /** For a command, beside a server or without one. */
  public static Archive open(Config config) throws StorageException {
    LocalDisk disk = new LocalDisk();
    return open(config, disk, DirectoryStore.open(config.storeFolder(), disk));
  }

  /** For the server, which alone may clear away what an interrupted run left. */
  static Archive openAlone(Config config) throws StorageException {
    LocalDisk disk = new LocalDisk();
    DirectoryStore store = DirectoryStore.open(config.storeFolder(), disk);
    store.removeLeftOvers();
    return open(config, disk, store);
  }

  private static Archive open(Config config, LocalDisk disk, DirectoryStore store)
      throws StorageException {
    Spool spool = Spool.open(config.spoolFolder(), disk);
    return new Archive(Index.open(IndexSettings.at(config.indexFile())), spool, store);
  }

  @Override
  public void close() {
    index.close();
  }
}
