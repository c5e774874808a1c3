package tv.aircheck.recorder;

import java.util.Map;
import java.util.Optional;
import tv.aircheck.index.Index;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.UploadBacklog;
import tv.aircheck.index.UploadLog;
import tv.aircheck.index.UploadTrouble;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolUsage;
import tv.aircheck.storage.StorageException;

/**
 * How the way to the store stands: from the index and the disk alone, so the same in a server and
 * in a command beside it, or without one.
 *
 * @param unproven segments that are STORED and not VERIFIED
 * @param lagSeconds age of the oldest byte that waits, those in trouble left out
 * @param outage the one that lasts
 * @param outageSeconds how long it has; 0 when there is none
 */
public record UploadStatus(
    UploadBacklog backlog,
    Map<UploadTrouble, Long> troubles,
    long unproven,
    long lagSeconds,
    Optional<StoreOutage> outage,
    long outageSeconds,
    UploadPace pace,
    SpoolUsage spool) {

  /** Costs a pass over what waits, not over what is stored. */
  public static UploadStatus of(Index index, Spool spool, long nowMs) throws StorageException {
    UploadBacklog backlog = index.uploads().backlog();
    UploadLog log = index.uploads().log();
    long oldest = backlog.oldestWallClockMs();
    Optional<StoreOutage> outage = log.lastOutage().filter(StoreOutage::lasts);
    return new UploadStatus(
        backlog,
        index.uploads().totals().troubles(),
        index.uploads().totals().unproven(),
        oldest < 0 ? 0 : Math.max(0, nowMs - oldest) / 1_000,
        outage,
        outage.map(one -> Math.max(0, nowMs - one.startedAtMs()) / 1_000).orElse(0L),
        UploadPace.of(log.minutesSince(nowMs - UploadPace.WINDOW_MS), backlog.bytes(), nowMs),
        spool.usage());
  }
}
