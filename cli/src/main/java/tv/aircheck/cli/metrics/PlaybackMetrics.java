package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import tv.aircheck.playback.PlaybackListener;

/** Playback of the archive in numbers. */
public final class PlaybackMetrics implements PlaybackListener {
  private final MeterRegistry registry;
  private final AtomicInteger viewers;
  private final Counter seeks;
  private final Counter spoolBytes;
  private final Counter storeBytes;
  private final Counter lost;
  private final Counter slow;

  public PlaybackMetrics(MeterRegistry registry) {
    this.registry = registry;
    viewers = registry.gauge("aircheck.playback.viewers", new AtomicInteger());
    seeks = registry.counter("aircheck.playback.seeks");
    spoolBytes = registry.counter("aircheck.playback.read.bytes", "from", "spool");
    storeBytes = registry.counter("aircheck.playback.read.bytes", "from", "store");
    slow = registry.counter("aircheck.playback.http.slow");
    lost = registry.counter("aircheck.playback.unreadable.segments");
  }

  @Override
  public void opened(String broadcastId) {
    viewers.incrementAndGet();
  }

  @Override
  public void closed(String broadcastId) {
    viewers.decrementAndGet();
  }

  @Override
  public void refused(String code) {
    registry.counter("aircheck.playback.refused", "code", code).increment();
  }

  @Override
  public void unavailable(String reason) {
    registry.counter("aircheck.playback.http.unavailable", "reason", reason).increment();
  }

  @Override
  public void tooSlow() {
    slow.increment();
  }

  @Override
  public void seeked() {
    seeks.increment();
  }

  @Override
  public void read(int bytes, boolean fromStore) {
    (fromStore ? storeBytes : spoolBytes).increment((double) bytes);
  }

  @Override
  public void lost(String segmentKey) {
    lost.increment();
  }
}
