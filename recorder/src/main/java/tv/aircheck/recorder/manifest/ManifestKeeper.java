package tv.aircheck.recorder.manifest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexReads;
import tv.aircheck.index.ManifestRow;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.BroadcastKey.ManifestKey;
import tv.aircheck.storage.ChecksumConflict;
import tv.aircheck.storage.ObjectBytes;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.StorageException;

/**
 * Writes the manifests of broadcasts that have ended, and again when something about one changed.
 * The order, and what a crash after each step leaves:
 *
 * <ol>
 *   <li>made from the index into a temporary file: nothing
 *   <li>put under the next revision's key: a manifest the index does not know. The same state of
 *       the index makes the same bytes, so the next try finds it there; another state takes the
 *       revision after
 *   <li>noted in the index: done
 * </ol>
 *
 * Any thread, one at a time for each broadcast.
 */
public final class ManifestKeeper {
  private static final Logger log = LoggerFactory.getLogger(ManifestKeeper.class);

  /** At once, so that one who stops the program does not wait for long. */
  private static final int AT_ONCE = 16;

  private final Index index;
  private final ObjectStore store;
  private final InstantSource clock;
  private final ManifestSource source;
  private final AtomicBoolean failing = new AtomicBoolean();

  public ManifestKeeper(Index index, Spool spool, ObjectStore store, InstantSource clock) {
    this.index = index;
    this.store = store;
    this.clock = clock;
    MissingHashes missing = new MissingHashes(index, spool, store);
    this.source = new ManifestSource(index, missing::of);
  }

  /** Writes those that are due and can be written; what fails is tried again at the next call. */
  public void writeDue() {
    for (ManifestRow due : index.manifests().due(AT_ONCE)) {
      try {
        write(due.broadcastId());
        failing.set(false);
      } catch (IOException e) {
        if (!failing.getAndSet(true)) {
          log.warn("The manifest of broadcast {} waits: {}", due.broadcastId(), e.getMessage());
        }
        if (!(e instanceof StorageException storage)
            || storage.kind() != StorageException.Kind.INVALID) {
          return; // The store's trouble, and the next one's, too.
        }
      }
    }
  }

  /**
   * Writes a broadcast's manifest, unless the one that is written says it all; empty for a
   * broadcast that has not ended, or is being removed with nothing that a clip keeps.
   */
  public Optional<ManifestRow> write(String broadcastId) throws IOException {
    // Counted before anything is read: what changes meanwhile makes the next one due.
    ManifestRow known =
        index
            .manifests()
            .find(broadcastId)
            .orElse(new ManifestRow(broadcastId, 0, null, 0, 0, 1, 0));
    Optional<BroadcastRow> broadcast =
        index.broadcasts().find(broadcastId).filter(row -> isToSay(index, row));
    if (broadcast.isEmpty() || (!known.isDue() && known.revision() > 0)) {
      return broadcast.map(row -> known);
    }
    return Optional.of(write(broadcast.get(), known, false));
  }

  /**
   * Before anything is deleted of a broadcast that is being removed. Where clips keep something, it
   * says so; where the last clip has gone, and the manifest in the store tells of it, it says that:
   * should the index be lost in between, a rebuild goes by it.
   */
  public void writeOfRemoval(BroadcastRow removing) throws IOException {
    if (!isGoing(index, removing)) {
      write(removing.id());
      return;
    }
    Optional<ManifestRow> known = index.manifests().find(removing.id()).filter(ManifestRow::isDue);
    if (known.isEmpty() || !isClippedInStore(removing)) {
      return;
    }
    try {
      write(removing, known.get(), true);
    } catch (IOException e) {
      StorageException failure = StorageException.of("write the manifest of", removing.id(), e);
      if (failure.kind() == StorageException.Kind.FULL) {
        // There is room once it is gone, and only then.
        log.warn(
            "The manifest of broadcast {} still tells of clips that are gone: {}",
            removing.id(),
            failure.getMessage());
      } else if (index
          .broadcasts()
          .find(removing.id())
          .filter(row -> isGoing(index, row))
          .isPresent()) {
        throw failure;
      }
    }
  }

  private boolean isClippedInStore(BroadcastRow broadcast) throws IOException {
    BroadcastKey key = keyOf(broadcast);
    Optional<Integer> latest = latest(store, key);
    if (latest.isEmpty()) {
      return false;
    }
    try (InputStream in = new ObjectBytes(store, key.manifest(latest.get()).storeKey())) {
      return FirstWords.of(in).filter(ManifestHeader::clipped).isPresent();
    }
  }

  /**
   * @param going nothing of it stays, and this says so
   */
  private ManifestRow write(BroadcastRow broadcast, ManifestRow known, boolean going)
      throws IOException {
    BroadcastKey key = keyOf(broadcast);
    int revision = known.revision() + 1;
    try {
      return put(broadcast, known, key.manifest(revision), going);
    } catch (ChecksumConflict e) {
      // Of a run that was killed before it noted it, or of an index that is lost: go on after it.
      return put(broadcast, known, key.manifest(latest(store, key).orElse(revision) + 1), going);
    }
  }

  /** The last link of the manifest that the index would make now, in hex; reads no segment. */
  public String chain(BroadcastRow broadcast) throws IOException {
    ManifestChain chain = new ManifestChain(broadcast.id());
    new ManifestSource(index, (key, row) -> null)
        .tell(
            broadcast,
            0,
            null,
            new ManifestVisitor() {
              private ManifestTake take;

              @Override
              public void take(ManifestTake next) {
                take = next;
              }

              @Override
              public void segment(ManifestSegment segment) {
                chain.add(take.id(), segment);
              }
            });
    return chain.link();
  }

  /** Under which a broadcast's manifests are. */
  public static BroadcastKey keyOf(BroadcastRow broadcast) {
    return BroadcastKey.of(
        broadcast.channel().app(),
        broadcast.channel().name(),
        broadcast.id(),
        broadcast.startedAtMs());
  }

  private ManifestRow put(BroadcastRow broadcast, ManifestRow known, ManifestKey key, boolean going)
      throws IOException {
    Path file = Files.createTempFile("aircheck-manifest", ".json");
    try {
      CRC32C crc = new CRC32C();
      DigestOutputStream hashed;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        hashed = new DigestOutputStream(new CheckedOutputStream(out, crc), Sha256.digest());
        try (ManifestWriter writer = new ManifestWriter(hashed)) {
          source.tell(broadcast, key.revision(), known.sha256(), writer);
        }
      }
      store.putIfAbsent(key.storeKey(), file, (int) crc.getValue());
      ManifestRow written =
          new ManifestRow(
              broadcast.id(),
              key.revision(),
              HexFormat.of().formatHex(hashed.getMessageDigest().digest()),
              Files.size(file),
              clock.millis(),
              known.changes(),
              known.changes());
      if (!note(written, going)) {
        store.delete(List.of(key.storeKey()));
        throw new StorageException(
            StorageException.Kind.INVALID,
            "broadcast " + broadcast.id() + " was removed while its manifest was written");
      }
      log.info("Manifest written: {}", key.storeKey());
      return written;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isToSay(IndexReads index, BroadcastRow row) {
    return switch (row.state()) {
      case ENDED, MARKED, CLIPPED -> true;
      case REMOVING -> !isGoing(index, row);
      case LIVE -> false;
    };
  }

  /** Nothing of it stays. */
  private static boolean isGoing(IndexReads index, BroadcastRow row) {
    return row.state() == BroadcastState.REMOVING && index.clips().ofBroadcast(row.id()).isEmpty();
  }

  /** False when the broadcast was removed meanwhile, or is not going any more. */
  private boolean note(ManifestRow written, boolean going) {
    return index.writeNow(
        tx -> {
          Optional<BroadcastRow> row = tx.broadcasts().find(written.broadcastId());
          if (row.isEmpty() || isGoing(tx, row.get()) != going) {
            return false;
          }
          tx.manifests().written(written);
          return true;
        });
  }

  /** The highest revision the store has of a broadcast; empty when it has none. */
  public static Optional<Integer> latest(ObjectStore store, BroadcastKey broadcast)
      throws StorageException {
    String prefix = broadcast.prefix() + "manifest-";
    String cursor = "";
    Optional<Integer> latest = Optional.empty();
    while (cursor != null) {
      var page = store.list(prefix, cursor, 1_000);
      List<Integer> revisions =
          page.objects().stream()
              .flatMap(object -> ManifestKey.parse(object.key()).stream())
              .map(ManifestKey::revision)
              .toList();
      for (Integer revision : revisions) {
        if (latest.isEmpty() || revision > latest.get()) {
          latest = Optional.of(revision);
        }
      }
      cursor = page.next();
    }
    return latest;
  }
}
