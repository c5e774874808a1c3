package tv.aircheck.recorder.rebuild;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tv.aircheck.index.Index;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.bundle.BundledStore;
import tv.aircheck.recorder.bundle.Place;
import tv.aircheck.recorder.verify.Ordered;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.SpoolFile;

/**
 * Enters all segments of store and spool that no manifest lists, take by take. Those that one lists
 * are compared with what is there.
 */
final class TakesWithoutManifest {
  private static final int PAGE = 1_000;
  private static final int BATCH = 200;

  private final RebuildParts parts;
  private final Map<SegmentKey, Place> bundled;
  private final Index index;
  private final LongConsumer entered;
  private final Consumer<String> trouble;
  private final SegmentReading reading;
  private final TakeEntry entry;
  private final Set<String> goingOn = new HashSet<>();
  private final Set<String> wentOn = new HashSet<>();
  private final List<Read> unwritten = new ArrayList<>();
  private long scanned;
  private long spooled;

  /**
   * A segment that was read through.
   *
   * @param last of its take
   * @param goesOn the show that went on after it was deleted, if this is whole
   */
  private record Read(
      SegmentKey key, FoundSegment found, boolean stored, boolean last, Optional<String> goesOn) {}

  /**
   * @param bundles with what of their segments no manifest lists
   */
  TakesWithoutManifest(
      RebuildParts parts,
      List<FoundBundle> bundles,
      LongConsumer entered,
      Consumer<String> trouble) {
    this.parts = parts;
    this.bundled = bundled(bundles);
    this.index = parts.index();
    this.entered = entered;
    this.trouble = trouble;
    this.reading =
        new SegmentReading(
            new BundledStore(parts.store(), key -> Optional.ofNullable(bundled.get(key))),
            parts.spool(),
            parts.scratch());
    this.entry = new TakeEntry(parts.rule(), parts.clock().millis());
  }

  private static Map<SegmentKey, Place> bundled(List<FoundBundle> bundles) {
    Map<SegmentKey, Place> places = new HashMap<>();
    for (FoundBundle bundle : bundles) {
      for (FoundBundle.Segment segment : bundle.needed()) {
        places.put(segment.key(), bundle.place(segment.member()));
      }
    }
    return places;
  }

  long scanned() {
    return scanned;
  }

  long spooled() {
    return spooled;
  }

  void enter() throws IOException {
    for (SpoolFile part : parts.spool().parts()) {
      goingOn.add(part.takeId());
      Optional<ToldTake> take = ToldTake.find(index, part.takeId());
      if (take.isPresent()
          && take.get().wentOn(part.startPosition())
          && SegmentReading.holdsSome(part)) {
        wentOn.add(take.get().broadcastId());
      }
    }
    TakeWalk walk = new TakeWalk(parts.store(), spooledKeys(), bundled);
    try (Ordered<Read> ordered = new Ordered<>(parts.threads(), "rebuild", this::accept)) {
      for (TakeFiles files = walk.next(); files != null; files = walk.next()) {
        enter(files, ordered);
      }
      ordered.drain();
    }
    write();
    // Not before: of its other takes, too, what was deleted is not to come back.
    wentOn.forEach(
        id -> index.writeNow(tx -> tx.broadcasts().wentOn(id) || tx.broadcasts().restore(id)));
  }

  /** Their paths do not say when the take began: the head of one of its files does. */
  private List<SegmentKey> spooledKeys() throws IOException {
    List<SegmentKey> keys = new ArrayList<>();
    Map<String, Long> startedAtMs = new HashMap<>();
    for (SpoolFile file : parts.spool().sealed()) {
      if (!startedAtMs.containsKey(file.takeId())) {
        FoundSegment found = reading.spooled(file.key(0));
        if (found.head() == null) {
          trouble.accept(file.path() + ": " + found.trouble());
          continue;
        }
        startedAtMs.put(file.takeId(), found.head().take().startedAtMs());
      }
      keys.add(file.key(startedAtMs.get(file.takeId())));
    }
    return keys;
  }

  private void enter(TakeFiles files, Ordered<Read> ordered) throws IOException {
    Optional<ToldTake> told = ToldTake.find(index, files.first().takeId());
    NavigableMap<Long, Boolean> unknown = unknown(files);
    told.ifPresent(take -> unknown.keySet().removeIf(take.deleted()::has));
    for (Map.Entry<Long, Boolean> next : unknown.entrySet()) {
      SegmentKey key = files.key(next.getKey());
      boolean stored = next.getValue();
      boolean last = next.getKey().equals(unknown.lastKey());
      boolean local = files.spooled().containsKey(next.getKey());
      ordered.add(
          () ->
              new Read(
                  key,
                  local ? reading.spooled(key) : reading.stored(key),
                  stored,
                  last,
                  told.filter(take -> take.wentOn(key.startPosition()))
                      .map(ToldTake::broadcastId)));
    }
  }

  /** Start positions that are not in the index yet, and whether the store has them. */
  private NavigableMap<Long, Boolean> unknown(TakeFiles files) {
    NavigableMap<Long, Boolean> unknown = new TreeMap<>();
    files.spooled().keySet().forEach(position -> unknown.put(position, false));
    files.stored().keySet().forEach(position -> unknown.put(position, true));
    Optional<TakeRow> take = index.takes().find(files.first().takeId());
    if (take.isEmpty()) {
      return unknown;
    }
    List<SegmentRow> page = index.segments().ofTake(take.get().seq(), -1, PAGE);
    while (!page.isEmpty()) {
      for (SegmentRow row : page) {
        compare(files, row);
        unknown.remove(row.startPosition());
      }
      page =
          index
              .segments()
              .ofTake(take.get().seq(), page.get(page.size() - 1).startPosition(), PAGE);
    }
    return unknown;
  }

  private void compare(TakeFiles files, SegmentRow row) {
    Long bytes = files.stored().get(row.startPosition());
    String takeId = files.first().takeId();
    if (bytes == null && index.bundles().find(takeId, row.startPosition()).isPresent()) {
      return;
    }
    if (bytes == null || bytes != row.fileBytes()) {
      trouble.accept(
          files.key(row.startPosition()).storeKey()
              + (bytes == null
                  ? " is in a manifest and not in the store"
                  : " has %d bytes instead of %d".formatted(bytes, row.fileBytes())));
    }
  }

  private void accept(Read read) {
    unwritten.add(read);
    if (unwritten.size() >= BATCH) {
      write();
    }
  }

  private void write() {
    for (Read read : unwritten) {
      if (read.found().trouble() != null) {
        trouble.accept(read.found().trouble());
      }
    }
    long more =
        index.writeNow(
            tx -> {
              long added = 0;
              for (Read read : unwritten) {
                if (read.found().head() != null) {
                  long seq = entry.open(tx, read.found().head().take());
                  entry.segment(tx, seq, read.found(), read.stored());
                  read.goesOn().ifPresent(wentOn::add);
                  added++;
                }
                if (read.last()) {
                  String takeId = read.key().takeId();
                  tx.takes()
                      .find(takeId)
                      .filter(TakeRow::isOpen)
                      .ifPresent(take -> entry.end(tx, take.seq(), goingOn.contains(takeId)));
                }
              }
              return added;
            });
    scanned += more;
    spooled +=
        unwritten.stream().filter(read -> !read.stored() && read.found().head() != null).count();
    unwritten.clear();
    entered.accept(more);
  }
}
