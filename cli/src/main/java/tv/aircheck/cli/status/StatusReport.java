package tv.aircheck.cli.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tv.aircheck.cli.Version;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.output.Json;
import tv.aircheck.index.GapSum;
import tv.aircheck.index.Index;
import tv.aircheck.index.JobRow;
import tv.aircheck.index.StoreOutage;
import tv.aircheck.index.UploadBacklog;
import tv.aircheck.origin.Origin;
import tv.aircheck.origin.TakeOnAir;
import tv.aircheck.recorder.Recorder;
import tv.aircheck.recorder.SpoolLimits;
import tv.aircheck.recorder.TakeOnRecord;
import tv.aircheck.recorder.UploadStatus;
import tv.aircheck.recorder.jobs.Job;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.SpoolUsage;

/**
 * Puts together what a node's parts know of themselves. They count it anyway; asking costs a look
 * at each take and a few questions to the index.
 */
public final class StatusReport {
  /** Asked more often, the last answer is given again: any number may ask. */
  private static final long FRESH_MS = 500;

  private final Config config;
  private final Parts parts;
  private final InstantSource clock;
  private final long startedAtMs;
  private byte[] last;
  private long lastMs;

  /**
   * What there is to ask.
   *
   * @param node its name
   * @param origin null on a node that is none
   * @param recorder null on a node that has none
   * @param jobs that this node runs
   * @param uploaded bytes to the store
   */
  public record Parts(
      String node,
      Index index,
      Spool spool,
      Origin origin,
      Recorder recorder,
      List<Job> jobs,
      RecentRate uploaded) {}

  public StatusReport(Config config, Parts parts, InstantSource clock) {
    this.config = config;
    this.parts = parts;
    this.clock = clock;
    this.startedAtMs = clock.millis();
  }

  /**
   * As JSON, not older than half a second. Blocks for a moment.
   *
   * @throws UncheckedIOException if the spool cannot be looked at
   */
  public synchronized byte[] json() {
    long now = clock.millis();
    if (last == null || now - lastMs >= FRESH_MS || now < lastMs) {
      try {
        last = Json.bytes(take());
      } catch (IOException e) {
        throw new UncheckedIOException("the status cannot be told: " + e.getMessage(), e);
      }
      lastMs = now;
    }
    return last;
  }

  /** Blocks for a moment. */
  Status take() throws IOException {
    long now = clock.millis();
    UploadStatus uploads =
        parts.recorder() == null ? null : UploadStatus.of(parts.index(), parts.spool(), now);
    return new Status(
        Json.time(now),
        node(now),
        takes(now),
        uploads == null ? null : uploads(uploads, now),
        uploads == null ? null : spool(uploads.spool()),
        jobs(now));
  }

  private Status.Node node(long now) {
    return new Status.Node(
        parts.node(),
        Version.text(),
        Json.time(startedAtMs),
        Json.seconds(Math.max(0, now - startedAtMs)),
        config.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList(),
        config.data().toAbsolutePath().normalize().toString(),
        store());
  }

  private String store() {
    return config.store().inBucket()
        ? "s3:" + config.store().s3().bucket()
        : config.storeFolder().toAbsolutePath().normalize().toString();
  }

  private List<TakeStatus> takes(long now) {
    Map<String, TakeOnRecord> recorded = new LinkedHashMap<>();
    if (parts.recorder() != null) {
      parts.recorder().onRecord().forEach(take -> recorded.put(take.takeId(), take));
    }
    Map<String, GapSum> gaps = parts.index().gaps().ofOpenTakes();
    List<TakeStatus> takes = new ArrayList<>();
    if (parts.origin() != null) {
      for (TakeOnAir take : parts.origin().onAir()) {
        TakeOnRecord record = recorded.remove(take.takeId());
        takes.add(TakeStatus.of(take, record, gaps.getOrDefault(take.takeId(), GapSum.NONE), now));
      }
    }
    for (TakeOnRecord take : recorded.values()) {
      takes.add(TakeStatus.of(take, gaps.getOrDefault(take.takeId(), GapSum.NONE), now));
    }
    takes.sort(Comparator.comparing(TakeStatus::channel).thenComparing(TakeStatus::take));
    return takes;
  }

  private Status.Uploads uploads(UploadStatus uploads, long now) {
    UploadBacklog waiting = uploads.backlog();
    boolean any = waiting.oldestWallClockMs() >= 0;
    return new Status.Uploads(
        new Status.Amount(waiting.segments(), waiting.bytes()),
        any ? Json.time(waiting.oldestWallClockMs()) : null,
        any ? (Double) Json.seconds(Math.max(0, now - waiting.oldestWallClockMs())) : null,
        parts.uploaded().perSecond(),
        waiting.troubled(),
        uploads.unproven(),
        uploads.outage().map(StoreOutage::lastError).orElse(null));
  }

  private Status.Spool spool(SpoolUsage usage) {
    SpoolLimits limits = config.recorder().spool();
    return new Status.Spool(
        usage.files(),
        usage.bytes(),
        usage.freeBytes(),
        limits.highWaterBytes(),
        limits.refuseBelowBytes(),
        limits.stopBelowBytes(),
        parts.recorder().room().name().toLowerCase(Locale.ROOT));
  }

  private List<JobStatus> jobs(long now) {
    List<JobStatus> jobs = new ArrayList<>();
    for (Job job : parts.jobs()) {
      Optional<JobRow> row = parts.index().jobs().find(job.name());
      row.ifPresent(planned -> jobs.add(JobStatus.of(job, planned, now)));
    }
    return jobs;
  }
}
