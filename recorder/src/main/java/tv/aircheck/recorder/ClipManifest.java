package tv.aircheck.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.manifest.ManifestClip;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.recorder.manifest.ManifestReader;
import tv.aircheck.recorder.manifest.ManifestVisitor;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;

/**
 * The manifest of a broadcast that is being removed. Before anything of it is deleted, one that
 * says so is written, if clips keep something of it, or the one before tells of clips. A store
 * without room for it gets some only from what is deleted: there an older one will do that tells of
 * the same clips. Should the index be lost then, a rebuild takes the broadcast for whole, with
 * objects that are missing, of which no clip needs one.
 */
record ClipManifest(Index index, ObjectStore store, ManifestKeeper keeper) {
  private static final Logger log = LoggerFactory.getLogger(ClipManifest.class);

  /**
   * Before anything is deleted.
   *
   * @throws StorageException if nothing may be
   */
  void before(BroadcastRow broadcast) throws StorageException {
    try {
      write(broadcast);
    } catch (StorageException e) {
      if (e.kind() != Kind.FULL) {
        throw e;
      }
      requireClips(broadcast, e);
      log.warn(
          "There is no room for a manifest of broadcast {} before it is cut; its clips stand in"
              + " the one before: {}",
          broadcast.id(),
          e.getMessage());
    }
  }

  /** Tells what is there now, of what was deleted as gaps. */
  void write(BroadcastRow broadcast) throws StorageException {
    try {
      keeper.writeOfRemoval(broadcast);
    } catch (IOException e) {
      throw StorageException.of("write the manifest of", broadcast.id(), e);
    }
  }

  private void requireClips(BroadcastRow broadcast, StorageException full) throws StorageException {
    boolean told = false;
    try {
      told = newestTellsOfClips(broadcast);
    } catch (IOException e) {
      full.addSuppressed(e);
    }
    if (!told) {
      throw new StorageException(
          Kind.FULL,
          "nothing of broadcast %s can be deleted before a manifest that tells of its clips is written: make a little room, and it goes; %s"
              .formatted(broadcast.id(), full.getMessage()),
          full);
    }
  }

  /** Of each as it is: a rebuild takes the newest. */
  private boolean newestTellsOfClips(BroadcastRow broadcast) throws IOException {
    BroadcastKey key = ManifestKeeper.keyOf(broadcast);
    Optional<Integer> newest = ManifestKeeper.latest(store, key);
    if (newest.isEmpty()) {
      return false;
    }
    Map<String, List<ManifestClip.Range>> told = new HashMap<>();
    try (InputStream in = new ObjectBytes(store, key.manifest(newest.get()).storeKey())) {
      ManifestReader.read(
          in,
          new ManifestVisitor() {
            @Override
            public void clip(ManifestClip clip) {
              told.put(clip.id(), clip.ranges());
            }
          });
    }
    Map<Long, String> takes = new HashMap<>();
    for (TakeRow take : index.takes().ofBroadcast(broadcast.id())) {
      takes.put(take.seq(), take.id());
    }
    return index.clips().ofBroadcast(broadcast.id()).stream()
        .allMatch(clip -> ManifestClip.of(clip, takes).ranges().equals(told.get(clip.id())));
  }
}
