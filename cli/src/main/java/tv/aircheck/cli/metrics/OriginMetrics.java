package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tv.aircheck.flv.TimestampRepair;
import tv.aircheck.origin.OriginListener;

/** The origin in numbers. */
public final class OriginMetrics implements OriginListener {
  private final MeterRegistry registry;
  private final AtomicInteger onAir;
  private final AtomicInteger heldBack;
  private final AtomicInteger recorders;
  private final AtomicLong windowBytes;
  private final AtomicLong windowPeakBytes;
  private final Counter tags;
  private final Counter bytes;
  private final Counter lostBytes;
  private final Counter relayedBytes;
  private final Counter skips;
  private final Map<String, AtomicInteger> viewers = new ConcurrentHashMap<>();

  public OriginMetrics(MeterRegistry registry) {
    this.registry = registry;
    onAir = registry.gauge("aircheck.origin.takes", new AtomicInteger());
    heldBack = registry.gauge("aircheck.origin.publishers.held.back", new AtomicInteger());
    recorders = registry.gauge("aircheck.relay.recorders", new AtomicInteger());
    windowBytes = registry.gauge("aircheck.origin.window.bytes", new AtomicLong());
    windowPeakBytes = registry.gauge("aircheck.origin.window.peak.bytes", new AtomicLong());
    tags = registry.counter("aircheck.origin.tags");
    bytes = registry.counter("aircheck.origin.bytes");
    lostBytes = registry.counter("aircheck.origin.window.lost.bytes");
    relayedBytes = registry.counter("aircheck.relay.sent.bytes");
    skips = registry.counter("aircheck.live.viewer.skips");
  }

  @Override
  public void published(String channel, String takeId) {
    onAir.incrementAndGet();
  }

  @Override
  public void publishRefused(String channel, String words) {
    registry.counter("aircheck.origin.publish.refused").increment();
  }

  @Override
  public void takeEnded(String channel, String takeId, String reason, long total) {
    onAir.decrementAndGet();
    registry
        .counter("aircheck.origin.takes.ended", "reason", reason.toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void appended(String channel, int count, long size) {
    tags.increment(count);
    bytes.increment((double) size);
  }

  @Override
  public void timestampRepaired(String channel, TimestampRepair repair) {
    registry
        .counter(
            "aircheck.origin.timestamps.repaired", "repair", repair.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void mediaDropped(String channel, String why) {
    registry.counter("aircheck.origin.media.dropped").increment();
  }

  @Override
  public void heldBack(String channel, boolean held) {
    heldBack.addAndGet(held ? 1 : -1);
  }

  @Override
  public void windowLost(String channel, String takeId, long lost) {
    lostBytes.increment((double) lost);
  }

  @Override
  public void windowBytes(long held, long most) {
    windowBytes.set(held);
    windowPeakBytes.set(most);
  }

  @Override
  public void viewerJoined(String channel, String protocol) {
    viewers(protocol).incrementAndGet();
  }

  @Override
  public void viewerLeft(String channel, String protocol, long sentBytes) {
    viewers(protocol).decrementAndGet();
    registry
        .counter("aircheck.live.sent.bytes", "protocol", protocol)
        .increment((double) sentBytes);
  }

  @Override
  public void viewerSkipped(String channel, long skippedBytes) {
    skips.increment();
  }

  @Override
  public void relayConnected(String node, String address) {
    recorders.incrementAndGet();
  }

  @Override
  public void relayDisconnected(String node, String address, String why) {
    recorders.decrementAndGet();
  }

  @Override
  public void relayed(String node, int frames, long size) {
    relayedBytes.increment((double) size);
  }

  private AtomicInteger viewers(String protocol) {
    return viewers.computeIfAbsent(
        protocol,
        name ->
            registry.gauge(
                "aircheck.live.viewers", Tags.of("protocol", name), new AtomicInteger()));
  }
}
