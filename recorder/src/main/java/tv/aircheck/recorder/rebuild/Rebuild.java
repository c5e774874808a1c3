package tv.aircheck.recorder.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tv.aircheck.index.Index;
import tv.aircheck.recorder.manifest.ManifestReader;
import tv.aircheck.recorder.verify.Ordered;
import tv.aircheck.recorder.verify.StoreWalk;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.BroadcastKey.BundleKey;
import tv.aircheck.storage.BroadcastKey.ManifestKey;
import tv.aircheck.storage.ObjectInfo;

/**
 * Fills an empty index from the store and the spool alone. Manifests are believed as they stand:
 * they were sealed when they were written, so what they list is entered without a look at the
 * segments, and {@code store verify} is for the rest. What no manifest lists is read through.
 */
public final class Rebuild {
  private final RebuildParts parts;
  private final RebuildListener listener;
  private final Index index;
  private final List<FoundBundle> leftOver = new ArrayList<>();
  private long manifests;
  private long segments;
  private long troubles;

  public Rebuild(RebuildParts parts, RebuildListener listener) {
    this.parts = parts;
    this.listener = listener;
    this.index = parts.index();
  }

  /** Once. When it fails, the index is to be thrown away. */
  public RebuildResult run() throws IOException {
    enterManifests();
    TakesWithoutManifest takes =
        new TakesWithoutManifest(parts, leftOver, this::entered, this::trouble);
    takes.enter();
    enterLeftOver();
    long nowMs = parts.clock().millis();
    index.writeNow(
        tx -> {
          new TakeEntry(parts.rule(), nowMs).endBroadcasts(tx);
          // It knows all that the store has.
          tx.adoption().adopt(nowMs);
          return null;
        });
    return new RebuildResult(manifests, segments, takes.scanned(), takes.spooled(), troubles);
  }

  private void entered(long more) {
    segments += more;
    listener.progress(segments);
  }

  private void trouble(String words) {
    troubles++;
    listener.trouble(words);
  }

  /** What the store has of a broadcast as a whole. */
  private record Show(ManifestFile manifest, List<FoundBundle> bundles) {}

  /** In the order of their keys, so that a channel's shows come from the oldest to the newest. */
  private void enterManifests() throws IOException {
    StoreWalk walk = new StoreWalk(parts.store(), BroadcastKey.ALL);
    Set<String> entered = new HashSet<>();
    try (Ordered<Show> ordered =
        new Ordered<>(parts.threads(), "rebuild", show -> enter(show, entered))) {
      BroadcastKey current = null;
      List<Integer> revisions = new ArrayList<>();
      List<BundleKey> bundles = new ArrayList<>();
      for (ObjectInfo object = walk.next(); object != null; object = walk.next()) {
        Optional<ManifestKey> manifest = ManifestKey.parse(object.key());
        Optional<BundleKey> bundle = BundleKey.parse(object.key());
        if (manifest.isEmpty() && bundle.isEmpty()) {
          continue;
        }
        BroadcastKey of =
            manifest.map(ManifestKey::broadcast).orElseGet(() -> bundle.get().broadcast());
        if (!of.equals(current)) {
          read(current, revisions, bundles, ordered);
          current = of;
          revisions = new ArrayList<>();
          bundles = new ArrayList<>();
        }
        manifest.map(ManifestKey::revision).ifPresent(revisions::add);
        bundle.ifPresent(bundles::add);
      }
      read(current, revisions, bundles, ordered);
      ordered.drain();
    }
  }

  private void read(
      BroadcastKey broadcast,
      List<Integer> revisions,
      List<BundleKey> bundles,
      Ordered<Show> ordered)
      throws IOException {
    if (broadcast != null) {
      List<Integer> newestFirst =
          revisions.stream().sorted(java.util.Comparator.reverseOrder()).toList();
      ordered.add(
          () -> {
            List<FoundBundle> found = FoundBundle.read(parts.store(), bundles);
            return new Show(
                ManifestFile.newestWhole(parts.store(), broadcast, newestFirst, found), found);
          });
    }
  }

  private void enter(Show show, Set<String> entered) throws IOException {
    enter(show.manifest(), entered);
    long nowMs = parts.clock().millis();
    Map<String, Optional<ToldTake>> told = new HashMap<>();
    for (FoundBundle bundle : show.bundles()) {
      if (bundle.table().members().isEmpty()) {
        trouble(
            bundle.key().storeKey()
                + " tells nothing: it is archived without its table, or damaged; bring it back and"
                + " rebuild again");
      }
      List<FoundBundle.Segment> left =
          index.writeNow(tx -> new BundleEntry(nowMs).enter(tx, bundle));
      List<FoundBundle.Segment> needed =
          left.stream().filter(segment -> !isDeleted(segment, told)).toList();
      if (!needed.isEmpty()) {
        leftOver.add(bundle.needing(needed));
      }
    }
  }

  /** In a bundle that stays for others of its segments, of which clips cover something. */
  private boolean isDeleted(FoundBundle.Segment segment, Map<String, Optional<ToldTake>> told) {
    return told.computeIfAbsent(segment.key().takeId(), id -> ToldTake.find(index, id))
        .filter(take -> take.deleted().has(segment.key().startPosition()))
        .isPresent();
  }

  /** Segments in bundles that no manifest lists were read through by now. */
  private void enterLeftOver() {
    long nowMs = parts.clock().millis();
    for (FoundBundle bundle : leftOver) {
      List<FoundBundle.Segment> left =
          index.writeNow(tx -> new BundleEntry(nowMs).enter(tx, bundle));
      left.forEach(
          segment ->
              trouble(
                  segment.member().key()
                      + " in "
                      + bundle.key().storeKey()
                      + " is left out: it is not what the index has there"));
    }
  }

  private void enter(ManifestFile file, Set<String> entered) throws IOException {
    file.troubles().forEach(this::trouble);
    if (!file.isWhole()) {
      return; // Its segments are read through like those of any show without one.
    }
    if (!entered.add(file.broadcast().broadcastId())) {
      trouble(file.broadcast().prefix() + " is a second place of that broadcast: left out");
      return;
    }
    ManifestEntry entry = new ManifestEntry(index, file);
    try (InputStream in = file.open(parts.store())) {
      ManifestReader.read(in, entry);
    }
    entered(entry.end(parts.clock().millis()));
    manifests++;
  }
}
