package tv.aircheck.playback;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.BroughtBack;
import tv.aircheck.index.BundleRow;
import tv.aircheck.index.BundledSegment;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexException;
import tv.aircheck.index.SegmentRow;
import tv.aircheck.index.TakeRow;
import tv.aircheck.storage.Availability;
import tv.aircheck.storage.ObjectStore;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.StorageException.Kind;
import tv.aircheck.storage.Tier;

/**
 * Has shows brought back that lie where they cannot be read, and tells when they will be there.
 * When it was asked for stands in the index, so that all who ask meanwhile hear the same; what a
 * crash leaves half asked for is asked for again by the next of them. Any thread; blocks.
 */
public final class BringBack {
  private static final Logger log = LoggerFactory.getLogger(BringBack.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int PAGE = 500;
  private static final int MOST_ASKED = 1_000;

  /** What takes longer than was said is looked for again after this part of it. */
  private static final int PARTS = 10;

  private final Index index;
  private final ObjectStore store;
  private final InstantSource clock;
  private final BringBackSettings settings;
  private final Executor requests;

  /**
   * Asked for by this process since it was noted, or just being asked for; forgotten, it is asked
   * for again, which changes nothing.
   */
  private final Set<String> asked =
      Collections.newSetFromMap(
          Caffeine.newBuilder().maximumSize(MOST_ASKED).<String, Boolean>build().asMap());

  /**
   * @param store in which segments are read as they lie, single or bundled
   * @param requests runs what asks the store for each object of a show; may refuse
   */
  public BringBack(
      Index index,
      ObjectStore store,
      InstantSource clock,
      BringBackSettings settings,
      Executor requests) {
    this.index = index;
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.requests = requests;
  }

  /** What one who asks for the show is told. */
  public static String words(Instant readyAt) {
    return "this show is in the archive and is being brought back, ready at about "
        + TIME.format(readyAt);
  }

  /** Something of it is archived: has all of it brought back. Gives when it will be there. */
  public synchronized Instant ask(String broadcastId) throws StorageException {
    long now = clock.millis();
    Optional<BroughtBack> before = index.broadcasts().broughtBack(broadcastId);
    long readyAtMs;
    if (before.isPresent() && now < before.get().readyAtMs()) {
      readyAtMs = before.get().readyAtMs();
    } else {
      boolean late = before.isPresent() && availability(broadcastId) == Availability.RESTORING;
      long takesMs = settings.takes().toMillis();
      readyAtMs = now + (late ? Math.max(1, takesMs / PARTS) : takesMs);
      BroughtBack row = new BroughtBack(late ? before.get().askedAtMs() : now, readyAtMs);
      index.<Boolean>writeNow(tx -> tx.broadcasts().broughtBack(broadcastId, row));
      asked.remove(broadcastId);
      log.info("Broadcast {} is brought back, at about {}", broadcastId, TIME.format(at(row)));
    }
    if (asked.add(broadcastId)) {
      begin(broadcastId);
    }
    return Instant.ofEpochMilli(readyAtMs);
  }

  private static Instant at(BroughtBack row) {
    return Instant.ofEpochMilli(row.readyAtMs());
  }

  private void begin(String broadcastId) {
    try {
      requests.execute(() -> request(broadcastId));
    } catch (RejectedExecutionException e) {
      asked.remove(broadcastId); // The next who asks for the show tries again.
    }
  }

  private void request(String broadcastId) {
    try {
      for (BundleRow bundle : index.bundles().ofBroadcast(broadcastId)) {
        request(bundle.key(), true);
      }
      for (TakeRow take : index.takes().ofBroadcast(broadcastId)) {
        eachSingle(take, this::requestSingle);
      }
    } catch (StorageException | IndexException e) {
      asked.remove(broadcastId);
      log.warn("Broadcast {} cannot be asked for in whole now", broadcastId, e);
    }
  }

  /** What is done with a segment that is in no bundle. */
  private interface Single {
    /** False when it was the last that is wanted. */
    boolean goesOn(String key) throws StorageException;
  }

  /** False when it was stopped. */
  private boolean eachSingle(TakeRow take, Single single) throws StorageException {
    long after = -1;
    List<SegmentRow> page = index.segments().ofTake(take.seq(), after, PAGE);
    while (!page.isEmpty()) {
      Set<Long> bundled = bundled(take, after);
      for (SegmentRow row : page) {
        after = row.startPosition();
        if (!bundled.contains(after) && !single.goesOn(key(take, after))) {
          return false;
        }
      }
      page = index.segments().ofTake(take.seq(), after, PAGE);
    }
    return true;
  }

  private Set<Long> bundled(TakeRow take, long after) {
    Set<Long> bundled = new HashSet<>();
    for (BundledSegment member : index.bundles().ofTake(take.seq(), after, PAGE)) {
      bundled.add(member.startPosition());
    }
    return bundled;
  }

  private static String key(TakeRow take, long position) {
    return SegmentKey.of(
            take.channel().app(), take.channel().name(), take.id(), take.startedAtMs(), position)
        .storeKey();
  }

  private boolean requestSingle(String key) throws StorageException {
    request(key, false);
    return true;
  }

  private void request(String key, boolean bundle) throws StorageException {
    try {
      store.restore(key, settings.keep());
    } catch (StorageException e) {
      // One that can be read, or is in the spool only.
      boolean none = e.kind() == Kind.NOT_FOUND && !bundle;
      if (!none && (e.kind() != Kind.INVALID || isAway(key))) {
        throw e;
      }
    }
  }

  /** A server that archives, and does not know how to bring back, refuses in the same way. */
  private boolean isAway(String key) throws StorageException {
    return store.head(key).filter(o -> o.availability() != Availability.READY).isPresent();
  }

  /** If the show is archived and not there again: asks for it, and gives when it will be. */
  Optional<Instant> away(String broadcastId) throws StorageException {
    boolean archived = index.broadcasts().tier(broadcastId).equals(Tier.ARCHIVE.name());
    return archived && availability(broadcastId) != Availability.READY
        ? Optional.of(ask(broadcastId))
        : Optional.empty();
  }

  /** Asks the store about each bundle, and about the first of its single segments. */
  private Availability availability(String broadcastId) throws StorageException {
    Set<Availability> found = new HashSet<>();
    for (BundleRow bundle : index.bundles().ofBroadcast(broadcastId)) {
      look(bundle.key(), found);
    }
    for (TakeRow take : index.takes().ofBroadcast(broadcastId)) {
      if (!eachSingle(take, key -> look(key, found))) {
        break;
      }
    }
    if (found.contains(Availability.ARCHIVED)) {
      return Availability.ARCHIVED;
    }
    return found.contains(Availability.RESTORING) ? Availability.RESTORING : Availability.READY;
  }

  /** False: one is enough. */
  private boolean look(String key, Set<Availability> found) throws StorageException {
    store.head(key).ifPresent(object -> found.add(object.availability()));
    return false;
  }

  /** How a show is kept; asks the store only where it cannot be read at once. */
  public Whereabouts of(String broadcastId) throws StorageException {
    String tier = index.broadcasts().tier(broadcastId);
    int bundles = index.bundles().ofBroadcast(broadcastId).size();
    if (!tier.equals(Tier.ARCHIVE.name())) {
      return new Whereabouts(tier, bundles, Availability.READY, Optional.empty());
    }
    Availability availability = availability(broadcastId);
    Optional<Instant> readyAt =
        availability == Availability.RESTORING
            ? index.broadcasts().broughtBack(broadcastId).map(BringBack::at)
            : Optional.empty();
    return new Whereabouts(tier, bundles, availability, readyAt);
  }
}
