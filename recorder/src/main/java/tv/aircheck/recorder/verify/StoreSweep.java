package tv.aircheck.recorder.verify;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.BundledSegment;
import tv.aircheck.index.GapRow;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.ManifestRow;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.GapReason;
import tv.aircheck.recorder.bundle.BundleReading;
import tv.aircheck.recorder.bundle.BundleTable;
import tv.aircheck.recorder.verify.Leftover.Kind;
import tv.aircheck.storage.BroadcastKey;
import tv.aircheck.storage.BroadcastKey.BundleKey;
import tv.aircheck.storage.BroadcastKey.ManifestKey;
import tv.aircheck.storage.ObjectInfo;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.PictureKey;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;

/**
 * Finds what the store holds that nothing in the index refers to. Only what is known to be rubbish
 * can be deleted: an object the index has merely never heard of may be the last trace of a show
 * that an older or a new index does not know.
 */
public final class StoreSweep {
  private static final int PAGE = 1_000;

  /** Judged anew together, and deleted together right after. */
  private static final int BATCH = 500;

  private final Index index;
  private final ObjectStore store;
  private final InstantSource clock;
  private final Options options;
  private String takeId;
  private Set<Long> positions = Set.of();
  private Set<Long> bundled = Set.of();
  private NavigableMap<Long, Long> removed = new TreeMap<>();
  private boolean takeKnown;

  /**
   * What may go.
   *
   * @param grace younger objects stay: their rows may be on their way
   * @param quarantine quarantined objects may go, too
   */
  public record Options(Duration grace, boolean quarantine) {}

  public StoreSweep(Index index, ObjectStore store, InstantSource clock, Options options) {
    this.index = index;
    this.store = store;
    this.clock = clock;
    this.options = options;
  }

  /** Goes through the whole store; costs its listing. */
  public void find(Consumer<Leftover> found) throws IOException {
    StoreWalk objects = new StoreWalk(store, "");
    for (ObjectInfo object = objects.next(); object != null; object = objects.next()) {
      Optional<Kind> kind = kind(object.key());
      if (kind.isPresent()) {
        found.accept(
            new Leftover(
                object.key(),
                object.bytes(),
                object.storedAt().toEpochMilli(),
                kind.get(),
                mayGo(kind.get(), object)));
      }
    }
  }

  private boolean mayGo(Kind kind, ObjectInfo object) {
    return isRubbish(kind) && object.storedAt().plus(options.grace()).isBefore(clock.instant());
  }

  private boolean isRubbish(Kind kind) {
    return switch (kind) {
      case REMOVED, OLD_MANIFEST, BUNDLED, ABANDONED -> true;
      case QUARANTINED -> options.quarantine();
      case UNKNOWN, FOREIGN -> false;
    };
  }

  /** Empty for what something refers to. */
  private Optional<Kind> kind(String key) throws IOException {
    if (key.startsWith("quarantine/")) {
      return Optional.of(Kind.QUARANTINED);
    }
    if (key.startsWith("backups/")) {
      return Optional.empty(); // 'index backup --keep' looks after them.
    }
    Optional<SegmentKey> segment = SegmentKey.parse(key);
    if (segment.isPresent()) {
      return kind(segment.get());
    }
    Optional<PictureKey> picture = PictureKey.parse(key);
    if (picture.isPresent()) {
      return kind(picture.get());
    }
    if (key.startsWith(BroadcastKey.ALL)) {
      return kindOfBroadcastPart(key);
    }
    return Optional.of(Kind.FOREIGN);
  }

  private Optional<Kind> kind(SegmentKey key) {
    if (!key.takeId().equals(takeId)) {
      takeId = key.takeId();
      Optional<TakeRow> take = index.takes().find(takeId);
      takeKnown = take.isPresent();
      positions = take.map(row -> positions(row.seq())).orElse(Set.of());
      bundled = take.map(this::bundled).orElse(Set.of());
      removed = take.map(this::removed).orElseGet(TreeMap::new);
    }
    if (takeKnown && bundled.contains(key.startPosition())) {
      return Optional.of(Kind.BUNDLED);
    }
    if (takeKnown) {
      boolean known = positions.contains(key.startPosition()) || isNewlyKnown(key);
      return known ? Optional.empty() : Optional.of(wasRemoved(key) ? Kind.REMOVED : Kind.UNKNOWN);
    }
    return Optional.of(index.removedTakes().contains(takeId) ? Kind.REMOVED : Kind.UNKNOWN);
  }

  /** With the rest of its broadcast, of which clips kept a part. */
  private boolean wasRemoved(SegmentKey key) {
    Map.Entry<Long, Long> gap = removed.floorEntry(key.startPosition());
    return gap != null && key.startPosition() < gap.getValue();
  }

  /** From where to where its gaps are that a removal left. */
  private NavigableMap<Long, Long> removed(TakeRow take) {
    NavigableMap<Long, Long> found = new TreeMap<>();
    for (GapRow gap : index.gaps().ofTake(take.seq())) {
      if (gap.reason().equals(GapReason.REMOVED.name())) {
        found.put(gap.fromPosition(), gap.toPosition());
      }
    }
    return found;
  }

  /** Those that are in a bundle whose single objects were all deleted. */
  private Set<Long> bundled(TakeRow take) {
    Set<Long> gone = new HashSet<>();
    for (BundleRow row : index.bundles().ofBroadcast(take.broadcastId())) {
      if (row.singles() == BundleRow.Singles.GONE) {
        gone.add(row.seq());
      }
    }
    Set<Long> found = new HashSet<>();
    List<BundledSegment> page =
        gone.isEmpty() ? List.of() : index.bundles().ofTake(take.seq(), -1, PAGE);
    while (!page.isEmpty()) {
      for (BundledSegment member : page) {
        if (gone.contains(member.bundleSeq())) {
          found.add(member.startPosition());
        }
      }
      long after = page.get(page.size() - 1).startPosition();
      page = index.bundles().ofTake(take.seq(), after, PAGE);
    }
    return found;
  }

  private boolean isNewlyKnown(SegmentKey key) {
    return index
        .takes()
        .find(key.takeId())
        .flatMap(take -> index.segments().atPosition(take.seq(), key.startPosition()))
        .filter(row -> row.startPosition() == key.startPosition())
        .isPresent();
  }

  private Set<Long> positions(long seq) {
    Set<Long> found = new HashSet<>();
    List<SegmentRow> page = index.segments().ofTake(seq, -1, PAGE);
    while (!page.isEmpty()) {
      page.forEach(row -> found.add(row.startPosition()));
      page = index.segments().ofTake(seq, page.get(page.size() - 1).startPosition(), PAGE);
    }
    return found;
  }

  /** One of a show that the index does not know would be made again from its media. */
  private Optional<Kind> kind(PictureKey key) {
    boolean known =
        index.broadcasts().find(key.id()).isPresent() || index.clips().find(key.id()).isPresent();
    return known ? Optional.empty() : Optional.of(Kind.REMOVED);
  }

  private Optional<Kind> kindOfBroadcastPart(String key) throws IOException {
    String[] words = key.split("/", -1);
    String broadcastId = words.length == 8 ? words[6] : "";
    if (index.broadcasts().find(broadcastId).isEmpty()) {
      boolean removed = index.removedTakes().contains(broadcastId);
      return Optional.of(removed ? Kind.REMOVED : Kind.UNKNOWN);
    }
    Optional<BundleKey> table = BundleKey.ofTable(key);
    if (table.isPresent()) {
      boolean used =
          index.bundles().byKey(table.get().storeKey()).isPresent()
              || store.head(table.get().storeKey()).isPresent();
      return used ? Optional.empty() : Optional.of(Kind.ABANDONED);
    }
    Optional<BundleKey> bundle = BundleKey.parse(key);
    if (bundle.isPresent()) {
      return kind(bundle.get());
    }
    Optional<ManifestKey> manifest = ManifestKey.parse(key);
    if (manifest.isEmpty()) {
      return Optional.empty(); // Another part of a broadcast that is there.
    }
    int current = index.manifests().find(broadcastId).map(ManifestRow::revision).orElse(0);
    if (manifest.get().revision() > current) {
      return Optional.of(Kind.UNKNOWN);
    }
    return manifest.get().revision() == current ? Optional.empty() : Optional.of(Kind.OLD_MANIFEST);
  }

  /**
   * One that the index does not know may be what an older index had its segments from: it is
   * rubbish only if each of them is somewhere else.
   */
  private Optional<Kind> kind(BundleKey key) throws IOException {
    if (index.bundles().byKey(key.storeKey()).isPresent()) {
      return Optional.empty();
    }
    try {
      Optional<BundleTable> table = new BundleReading(store).whole(key);
      if (table.isEmpty()) {
        return Optional.of(Kind.UNKNOWN);
      }
      for (BundleTable.Member member : table.get().segments()) {
        Optional<SegmentKey> segment = SegmentKey.parse(member.key());
        boolean elsewhere =
            segment.isPresent()
                && isNewlyKnown(segment.get())
                && store.head(member.key()).isPresent();
        if (!elsewhere) {
          return Optional.of(Kind.UNKNOWN);
        }
      }
      return Optional.of(Kind.ABANDONED);
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.ARCHIVED) {
        return Optional.of(Kind.UNKNOWN);
      }
      throw e;
    }
  }

  /**
   * Deletes what may go, if it still may: since it was found, which may be long ago, a show may
   * have been imported again, or a bundle taken up, to which the object belongs now.
   *
   * @return what was deleted
   * @throws IndexException INVALID while the index is not adopted: {@link Trust}
   */
  public List<Leftover> delete(List<Leftover> leftovers) throws IOException {
    Optional<String> obstacle = Trust.obstacle(index);
    if (obstacle.isPresent()) {
      throw new IndexException(IndexException.Kind.INVALID, obstacle.get(), null);
    }
    List<Leftover> deleted = new ArrayList<>();
    List<Leftover> batch = new ArrayList<>();
    for (Leftover leftover : leftovers.stream().filter(Leftover::deletable).toList()) {
      // Others do not wait, judged already, while the store is asked what is in a bundle.
      boolean alone = leftover.kind() == Kind.ABANDONED;
      if (alone || batch.size() == BATCH) {
        deleted.addAll(deleteStill(batch));
        batch.clear();
      }
      batch.add(leftover);
      if (alone) {
        deleted.addAll(deleteStill(batch));
        batch.clear();
      }
    }
    deleted.addAll(deleteStill(batch));
    return deleted;
  }

  private List<Leftover> deleteStill(List<Leftover> batch) throws IOException {
    takeId = null; // What is known of the take that was asked for last may be old.
    List<Leftover> still = new ArrayList<>();
    for (Leftover leftover : batch) {
      if (mayStillGo(leftover.key())) {
        still.add(leftover);
      }
    }
    store.delete(still.stream().map(Leftover::key).toList());
    return still;
  }

  private boolean mayStillGo(String key) throws IOException {
    Kind kind = kind(key).orElse(null);
    if (kind == Kind.ABANDONED) {
      // Its row comes after it: one that was put under this key since is not old enough.
      return store.head(key).filter(object -> mayGo(kind, object)).isPresent();
    }
    return kind != null && isRubbish(kind);
  }
}
