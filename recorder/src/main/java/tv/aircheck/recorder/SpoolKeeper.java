package tv.aircheck.recorder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tv.aircheck.index.TakeRow;
import tv.aircheck.recorder.SpoolLimits.Room;
import tv.aircheck.storage.SegmentKey;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolFile;
import tv.aircheck.storage.SpoolUsage;
import tv.aircheck.storage.StorageException;

/**
 * Keeps the spool within its limits: evicts what the store has proven to hold, and says what room
 * there is. One thread.
 */
final class SpoolKeeper {
  private static final Logger log = LoggerFactory.getLogger(SpoolKeeper.class);

  /** To look for what may go is a walk through the whole spool. */
  private static final long NEXT_LOOK_MS = TimeUnit.SECONDS.toMillis(10);

  private final RecorderParts parts;
  private final SpoolLimits limits;
  private long notBeforeMs;
  private volatile Room room = Room.AMPLE;
  private volatile String problem = "";

  SpoolKeeper(RecorderParts parts, SpoolLimits limits) {
    this.parts = parts;
    this.limits = limits;
  }

  /** As of the last {@link #check}. Any thread. */
  Room room() {
    return room;
  }

  /** Why new takes are not recorded, and what to do; empty when they are. Any thread. */
  Optional<String> problem() {
    return room == Room.AMPLE ? Optional.empty() : Optional.of(problem);
  }

  void check() throws StorageException {
    SpoolUsage usage = parts.spool().usage();
    long above = limits.above(usage.bytes());
    long missing = limits.missing(usage.freeBytes());
    long now = parts.clock().millis();
    boolean everything = false;
    if ((above > 0 || missing > 0) && now >= notBeforeMs) {
      everything = !evict(new Eviction(above, missing));
      // What is left cannot go, and will not be able to a moment later.
      notBeforeMs = everything ? now + NEXT_LOOK_MS : now;
      usage = parts.spool().usage();
    }
    become(limits.room(usage.freeBytes()), usage, everything);
  }

  private void become(Room next, SpoolUsage usage, boolean everything) {
    if (next != Room.AMPLE && (next != room || everything)) {
      problem = words(usage);
    }
    if (next == room) {
      return;
    }
    room = next;
    switch (next) {
      case AMPLE ->
          log.info(
              "The disk has room again ({} MiB free): new takes are recorded",
              usage.freeBytes() >> 20);
      case SCARCE -> log.error("New takes are not recorded: {}", problem);
      case NONE -> log.error("Recording stops: {}", problem);
    }
  }

  private String words(SpoolUsage usage) {
    long waits = parts.index().uploads().backlog().bytes();
    String why =
        waits > usage.bytes() / 2
            ? "%d MiB of the spool wait for the store ('aircheck store status')"
                .formatted(waits >> 20)
            : "what is left in the spool frees nothing, as a store on the same disk shares its"
                + " files: delete shows, or give the store a disk of its own";
    return "the disk of the spool is nearly full, %d MiB are free and %d needed (recorder.spool.refuse-below-bytes); %s"
        .formatted(usage.freeBytes() >> 20, limits.refuseBelowBytes() >> 20, why);
  }

  /** False when all that may go has gone, and it was not enough. */
  private boolean evict(Eviction eviction) throws StorageException {
    List<SpoolFile> files = parts.spool().sealedByUse();
    Map<String, Optional<Holdings>> takes = new HashMap<>();
    for (SpoolFile file : files) {
      if (eviction.isEnough()) {
        break;
      }
      Optional<Holdings> take = takes.computeIfAbsent(file.takeId(), this::holdings);
      if (take.isPresent()) {
        evictOrLeave(eviction, file, take.get());
      }
    }
    if (eviction.evicted() > 0) {
      parts.listener().evicted(eviction.evicted(), eviction.freed());
      log.info(
          "{} MiB of segments that the store has left the spool; the disk got {} MiB back{}",
          eviction.evicted() >> 20,
          eviction.freed() >> 20,
          eviction.freed() < eviction.evicted() ? ", as the store shares the other files" : "");
    }
    return eviction.isEnough();
  }

  /** One that cannot go holds up neither the others nor the look at the disk. */
  private void evictOrLeave(Eviction eviction, SpoolFile file, Holdings take) {
    try {
      evict(eviction, file, take);
    } catch (StorageException e) {
      log.warn("{} cannot leave the spool: {}", file.path(), e.getMessage());
    }
  }

  private void evict(Eviction eviction, SpoolFile file, Holdings take) throws StorageException {
    boolean safe = take.safe().contains(file.startPosition());
    SegmentKey key = file.key(take.row().startedAtMs());
    Spool spool = parts.spool();
    long bytes = safe ? spool.sealedBytes(key) : 0; // the disk is not asked in vain
    if (eviction.takes(safe, bytes, safe ? spool.ownBytes(key) : 0)) {
      spool.delete(key);
    }
  }

  /**
   * @param safe positions of the segments that may go
   */
  private record Holdings(TakeRow row, Set<Long> safe) {}

  private Optional<Holdings> holdings(String takeId) {
    return parts
        .index()
        .takes()
        .find(takeId)
        .map(row -> new Holdings(row, Set.copyOf(parts.index().uploads().safeOf(row.seq()))));
  }
}
