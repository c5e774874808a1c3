package tv.aircheck.recorder.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.BroadcastState;
import tv.aircheck.index.BundledSegment;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.Deed;
import tv.aircheck.recorder.TakeKeys;
import tv.aircheck.recorder.bundle.BundleLayout.Show;
import tv.aircheck.recorder.manifest.BroadcastManifest;
import tv.aircheck.recorder.manifest.Digests;
import tv.aircheck.recorder.manifest.ManifestKeeper;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.BroadcastKey.BundleKey;
import tv.aircheck.storage.ChecksumConflict;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.Tier;

/**
 * Puts a show's segments into few large objects. For each bundle, in this order, and what a crash
 * after each step leaves; in every case the next run goes on with it:
 *
 * <ol>
 *   <li>write it into a file: a file, which the next run deletes
 *   <li>put it: an object that nothing refers to. The same show makes the same bytes, so the next
 *       run finds it there; if the show has changed since, it takes the next number, and {@code
 *       store gc} finds the other
 *   <li>put its table beside it, move it to the show's tier: the same
 *   <li>switch: all its segments are read from it, in one transaction, with a line in the audit
 *   <li>after the grace time, delete the single objects: {@link SingleObjects}
 * </ol>
 *
 * Blocks; one thread. Of two processes at once the second is refused.
 */
public final class Bundler {
  private static final Logger log = LoggerFactory.getLogger(Bundler.class);
  private static final int PAGE = 500;

  /** A bundle of one is no gain, but for the last of a show. */
  static final int FEWEST = 2;

  private static final int MOST_ABANDONED = 100;

  private final BundleParts parts;
  private final BundleSettings settings;
  private final Index index;
  private final ObjectStore store;
  private final BundleSwitch switching;

  public Bundler(BundleParts parts, BundleSettings settings) {
    this.parts = parts;
    this.settings = settings;
    this.index = parts.index();
    this.store = parts.store();
    this.switching = new BundleSwitch(parts.index(), parts.clock(), settings.grace());
  }

  /** Why a show cannot be bundled now, in words; empty when it can. */
  public Optional<String> obstacle(String broadcastId) {
    Optional<BroadcastRow> show = index.broadcasts().find(broadcastId);
    if (show.isEmpty() || show.get().state() != BroadcastState.ENDED) {
      return Optional.of(
          show.isPresent() && show.get().isLive()
              ? "it is on air, or its publisher may still come back"
              : "it is being deleted, or not there");
    }
    if (!index.retention().isWhollyStored(broadcastId)) {
      return Optional.of("not all of it is in the store yet");
    }
    if (!index.verifications().damages(broadcastId).isEmpty()) {
      return Optional.of("some of it is damaged: 'aircheck store repair' first");
    }
    if (index.broadcasts().tier(broadcastId).equals(Tier.ARCHIVE.name())) {
      return Optional.of(
          "its segments are archived, and cannot be read without being brought back");
    }
    return Optional.empty();
  }

  /**
   * Bundles what of these shows is in no bundle yet. What one show fails with is in its result;
   * what would fail all, as a full disk, is thrown.
   */
  public List<BundleResult> run(List<String> broadcastIds, Deed by, BundleListener listener)
      throws StorageException {
    List<BundleResult> results = new ArrayList<>();
    try (Scratch scratch = Scratch.take(parts)) {
      for (String id : broadcastIds) {
        results.add(bundle(id, scratch, by, listener));
      }
    }
    return results;
  }

  private BundleResult bundle(String id, Scratch scratch, Deed by, BundleListener listener)
      throws StorageException {
    Optional<String> obstacle = obstacle(id);
    if (obstacle.isPresent()) {
      return BundleResult.left(id, obstacle.get());
    }
    BroadcastRow broadcast = index.broadcasts().find(id).orElseThrow();
    BundleResult result = new BundleResult(id, List.of(), 0, 0, null);
    List<Piece> pieces = pieces(broadcast);
    if (pieces.size() < FEWEST) {
      return result;
    }
    Path manifest = scratch.file(id + ".json", 0);
    try {
      Show show = show(broadcast, manifest);
      for (BundleLayout layout : BundleLayout.cut(show, pieces, settings.mostBytes())) {
        Made made = make(broadcast, layout, manifest, scratch, listener);
        long switched = switching.run(made.bundle(layout, broadcast), layout.pieces(), by);
        if (switched == 0) {
          switching.giveUp(store, made.key(), made.tableKey());
          return result.stopped("it changed meanwhile, or somebody else bundled it");
        }
        listener.switched(made.key());
        log.info("Bundled {} segments: {}", switched, made.key());
        result = result.plus(made.key(), switched, layout.bytes());
      }
      return result;
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.FULL || e.kind() == StorageException.Kind.DENIED) {
        throw e;
      }
      log.warn("Broadcast {} cannot be bundled now", id, e);
      return result.stopped(e.getMessage());
    } catch (IOException e) {
      throw StorageException.of("bundle", id, e);
    }
  }

  private Show show(BroadcastRow broadcast, Path manifest) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(manifest))) {
      BroadcastManifest.write(index, parts.spool(), store, broadcast, out);
    }
    Digests digests = Digests.of(manifest);
    return new Show(broadcast.id(), broadcast.startedAtMs(), digests.bytes(), digests.crc32c());
  }

  /** What is in no bundle, in the order it is played. */
  private List<Piece> pieces(BroadcastRow broadcast) {
    List<Piece> pieces = new ArrayList<>();
    for (TakeRow take : index.takes().ofBroadcast(broadcast.id())) {
      long after = -1;
      List<SegmentRow> page = index.segments().ofTake(take.seq(), after, PAGE);
      while (!page.isEmpty()) {
        // Enough of them: a page of members reaches at least as far as one of segments.
        Set<Long> known =
            index.bundles().ofTake(take.seq(), after, PAGE).stream()
                .map(BundledSegment::startPosition)
                .collect(Collectors.toSet());
        for (SegmentRow row : page) {
          after = row.startPosition();
          if (!known.contains(after) && row.fileBytes() <= TarHeader.LARGEST) {
            String key = TakeKeys.of(take, after).storeKey();
            pieces.add(new Piece(take.seq(), after, key, row.fileBytes(), row.crc32c()));
          }
        }
        page = index.segments().ofTake(take.seq(), after, PAGE);
      }
    }
    return pieces;
  }

  /** A bundle that is in the store. */
  private record Made(String key, String tableKey, int crc32c, Tier tier) {
    BundleSwitch.Bundle bundle(BundleLayout layout, BroadcastRow broadcast) {
      return new BundleSwitch.Bundle(broadcast, key, layout, crc32c, tier);
    }
  }

  private Made make(
      BroadcastRow broadcast,
      BundleLayout layout,
      Path manifest,
      Scratch scratch,
      BundleListener listener)
      throws IOException {
    BroadcastKey place = ManifestKeeper.keyOf(broadcast);
    int number = nextNumber(broadcast.id());
    Path file = scratch.file(broadcast.id() + ".tar", layout.bytes());
    try {
      int crc = new BundleFile(store, layout).write(file, manifest, listener::wrote);
      BundleKey made = put(place, number, file, crc);
      putTable(made, layout.table());
      String key = made.storeKey();
      Tier tier = Tier.valueOf(index.broadcasts().tier(broadcast.id()));
      if (tier != Tier.STANDARD) {
        store.changeTier(key, tier);
      }
      listener.stored(key);
      return new Made(key, made.tableKey(), crc, tier);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private int nextNumber(String broadcastId) {
    return index.bundles().ofBroadcast(broadcastId).stream()
        .flatMap(row -> BundleKey.parse(row.key()).stream())
        .mapToInt(key -> key.number() + 1)
        .max()
        .orElse(0);
  }

  /** Under the first number that is free, or has these bytes already. */
  private BundleKey put(BroadcastKey place, int first, Path file, int crc) throws StorageException {
    for (int number = first; ; number++) {
      BundleKey key = place.bundle(number);
      try {
        store.putIfAbsent(key.storeKey(), file, crc);
        return key;
      } catch (ChecksumConflict e) {
        // One that was made before the show changed, or that an older index knew.
        if (number - first == MOST_ABANDONED) {
          throw e;
        }
      }
    }
  }

  private void putTable(BundleKey key, BundleTable table) throws StorageException {
    ByteBuffer text = ByteBuffer.wrap(table.text());
    try {
      store.putIfAbsent(key.tableKey(), text);
    } catch (ChecksumConflict e) {
      // Of a bundle under this number that is gone: the bytes of the one that is there decide.
      store.delete(List.of(key.tableKey()));
      store.putIfAbsent(key.tableKey(), text);
    }
  }
}
