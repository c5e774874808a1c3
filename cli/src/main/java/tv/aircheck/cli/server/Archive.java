package tv.aircheck.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.cli.config.Config;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.playback.BringBack;
import tv.aircheck.playback.ClipDesk;
import tv.aircheck.recorder.BroadcastRemoval;
import tv.aircheck.recorder.ClipRemoval;
import tv.aircheck.recorder.bundle.BundleParts;
import tv.aircheck.recorder.bundle.BundledStore;
import tv.aircheck.recorder.bundle.Bundler;
import tv.aircheck.recorder.bundle.Places;
import tv.aircheck.recorder.bundle.SingleObjects;
import tv.aircheck.recorder.retention.Curator;
import tv.aircheck.recorder.retention.FreeSpace;
import tv.aircheck.recorder.retention.Keeper;
import tv.aircheck.recorder.retention.KeeperParts;
import tv.aircheck.recorder.verify.Trust;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.layer.StoreListener;

/**
 * What is kept: the index, the local segments, and the store. A server's, or a command's beside it.
 */
public record Archive(Index index, Spool spool, ObjectStore store) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Archive.class);

  /** For a command, beside a server or without one. */
  public static Archive open(Config config) throws StorageException {
    return open(config, StoreListener.NONE);
  }

  /** For the server, which alone may clear away what an interrupted run left. */
  static Archive openAlone(Config config, StoreListener listener) throws StorageException {
    if (!config.store().inBucket()) {
      Stores.folder(config).removeLeftOvers();
    }
    Archive archive = open(config, listener);
    try {
      Trust.settle(archive.index(), archive.store(), InstantSource.system())
          .ifPresent(words -> log.warn("Retention does not run: {}", words));
    } catch (StorageException e) {
      // What is recorded waits in the spool; a server that did not start would lose it.
      log.warn("The store cannot be looked at, and retention does not run: {}", e.getMessage());
    }
    return archive;
  }

  /** The store alone, for a command that needs no index, or makes one. */
  public static ObjectStore openStore(Config config) throws StorageException {
    return Stores.open(config, StoreListener.NONE);
  }

  /** The spool alone. */
  public static Spool openSpool(Config config) throws StorageException {
    return Spool.open(config.spoolFolder(), new LocalDisk());
  }

  private static Archive open(Config config, StoreListener listener) throws StorageException {
    ObjectStore objects = Stores.open(config, listener);
    Spool spool = Spool.open(config.spoolFolder(), new LocalDisk());
    Index index = Index.open(IndexSettings.at(config.indexFile()));
    return new Archive(index, spool, new BundledStore(objects, Places.in(index)));
  }

  /** The store as viewers read it; to be closed when none are left, before this is. */
  ObjectStore storeForViewers(Config config) {
    return Stores.readAhead(config, store);
  }

  /** Deletes shows. */
  public BroadcastRemoval removal() {
    return new BroadcastRemoval(index, spool, store, InstantSource.system());
  }

  /** Deletes clips for good. */
  public ClipRemoval clipRemoval() {
    return new ClipRemoval(index, spool, store, InstantSource.system());
  }

  /** Makes, marks and restores clips; to be closed. */
  public ClipDesk clips(Config config) {
    return ClipDesk.of(
        index, spool, store, bringBack(config), InstantSource.system(), new SecureRandom());
  }

  /** Locks, marks and restores shows, and changes rules. */
  public Curator curator() {
    return new Curator(index, InstantSource.system());
  }

  /** Plans what goes, and carries it out. */
  public Keeper keeper(Config config) {
    return new Keeper(
        new KeeperParts(
            index,
            spool,
            store,
            InstantSource.system(),
            config.store().inBucket() ? FreeSpace.UNKNOWN : () -> free(config.storeFolder())),
        config.retention());
  }

  /** Puts shows into bundles. */
  public Bundler bundler(Config config) {
    return new Bundler(
        new BundleParts(
            index,
            spool,
            store,
            InstantSource.system(),
            new LocalDisk(),
            config.bundlingFolder(),
            config.recorder().spool().refuseBelowBytes()),
        config.bundles());
  }

  /** For a command: what is archived is asked for on the thread that asks. */
  public BringBack bringBack(Config config) {
    return new BringBack(
        index, store, InstantSource.system(), config.playback().bringBack(), Runnable::run);
  }

  /** Deletes single objects that bundles have taken the place of. */
  public SingleObjects singleObjects() {
    return new SingleObjects(index, store, InstantSource.system());
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
    store.close();
  }
}
