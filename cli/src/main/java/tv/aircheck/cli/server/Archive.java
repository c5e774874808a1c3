package tv.aircheck.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.cli.config.Config;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.recorder.BroadcastRemoval;
import tv.aircheck.recorder.retention.Curator;
import tv.aircheck.recorder.retention.Keeper;
import tv.aircheck.recorder.retention.KeeperParts;
import tv.aircheck.recorder.verify.Trust;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * What is kept: the index, the local segments, and the store. A server's, or a command's beside it.
 */
public record Archive(Index index, Spool spool, ObjectStore store) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Archive.class);

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
    Archive archive = open(config, disk, store);
    Trust.settle(archive.index(), store, InstantSource.system())
        .ifPresent(words -> log.warn("Retention does not run: {}", words));
    return archive;
  }

  /** The store alone, for a command that needs no index, or makes one. */
  public static ObjectStore openStore(Config config) throws StorageException {
    return DirectoryStore.open(config.storeFolder(), new LocalDisk());
  }

  /** The spool alone. */
  public static Spool openSpool(Config config) throws StorageException {
    return Spool.open(config.spoolFolder(), new LocalDisk());
  }

  private static Archive open(Config config, LocalDisk disk, DirectoryStore store)
      throws StorageException {
    Spool spool = Spool.open(config.spoolFolder(), disk);
    return new Archive(Index.open(IndexSettings.at(config.indexFile())), spool, store);
  }

  /** Deletes shows. */
  public BroadcastRemoval removal() {
    return new BroadcastRemoval(index, spool, store, InstantSource.system());
  }

  /** Locks, marks and restores shows, and changes rules. */
  public Curator curator() {
    return new Curator(index, InstantSource.system());
  }

  /** Plans what goes, and carries it out. */
  public Keeper keeper(Config config) {
    return new Keeper(
        new KeeperParts(
            index, spool, store, InstantSource.system(), () -> free(config.storeFolder())),
        config.retention());
  }

  private static OptionalLong free(Path folder) throws StorageException {
    try {
      return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      throw StorageException.of("measure", folder, e);
    }
  }

  @Override
  public void close() {
    index.close();
  }
}
