package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tv.aircheck.cli.status.RecentRate;
import tv.aircheck.recorder.RecorderListener;
import tv.aircheck.recorder.UploadStatus;

/** The recorder in numbers. */
public final class RecorderMetrics implements RecorderListener {
  private final MeterRegistry registry;
  private final RecentRate uploadRate;

  /**
   * By their ids: one may be opened again after a break, or end without having been opened here.
   */
  private final Set<String> takes = ConcurrentHashMap.newKeySet();

  private final Counter failed;
  private final Counter written;
  private final Counter segments;
  private final Counter segmentBytes;
  private final Counter gaps;
  private final Counter gapBytes;
  private final Counter uploadedBytes;
  private final Timer syncs;
  private final UploadGauges uploads;

  /**
   * @param uploadRate is told of bytes that went to the store
   */
  public RecorderMetrics(MeterRegistry registry, RecentRate uploadRate) {
    this.registry = registry;
    this.uploadRate = uploadRate;
    registry.gauge("aircheck.recorder.takes", takes, Set::size);
    failed = registry.counter("aircheck.recorder.takes.failed");
    written = registry.counter("aircheck.recorder.written.bytes");
    segments = registry.counter("aircheck.recorder.segments");
    segmentBytes = registry.counter("aircheck.recorder.segments.bytes");
    gaps = registry.counter("aircheck.recorder.gaps");
    gapBytes = registry.counter("aircheck.recorder.gaps.bytes");
    uploadedBytes = registry.counter("aircheck.upload.bytes");
    syncs = registry.timer("aircheck.recorder.sync");
    uploads = new UploadGauges(registry);
  }

  @Override
  public void takeOpened(String takeId, boolean resumed) {
    takes.add(takeId);
  }

  @Override
  public void takeEnded(String takeId, String reason) {
    takes.remove(takeId);
    registry
        .counter("aircheck.recorder.takes.ended", "reason", reason.toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void takeFailed(String takeId, Throwable cause) {
    takes.remove(takeId);
    failed.increment();
  }

  @Override
  public void written(int bytes) {
    written.increment((double) bytes);
  }

  @Override
  public void synced(long nanos) {
    syncs.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void segmentSealed(long fileBytes) {
    segments.increment();
    segmentBytes.increment((double) fileBytes);
  }

  @Override
  public void gap(String takeId, long bytes) {
    gaps.increment();
    gapBytes.increment((double) bytes);
  }

  @Override
  public void uploaded(long bytes) {
    uploadedBytes.increment((double) bytes);
    uploadRate.add(bytes);
  }

  @Override
  public void uploadFailed(String kind) {
    registry.counter("aircheck.upload.failures", "kind", kind).increment();
  }

  @Override
  public void looked(UploadStatus status) {
    uploads.looked(status);
  }

  @Override
  public void evicted(long bytes, long freedBytes) {
    registry.counter("aircheck.spool.evicted.bytes").increment((double) bytes);
    registry.counter("aircheck.spool.freed.bytes").increment((double) freedBytes);
  }
}
