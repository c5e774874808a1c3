package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import tv.aircheck.rtmp.CloseReason;
import tv.aircheck.rtmp.RtmpListener;

/** The RTMP port in numbers. */
public final class RtmpMetrics implements RtmpListener {
  private final MeterRegistry registry;
  private final AtomicInteger open;
  private final Counter refused;
  private final Counter ignored;

  public RtmpMetrics(MeterRegistry registry) {
    this.registry = registry;
    open = registry.gauge("aircheck.rtmp.connections", new AtomicInteger());
    refused = registry.counter("aircheck.rtmp.connections.refused");
    ignored = registry.counter("aircheck.rtmp.messages.ignored");
  }

  @Override
  public void connectionOpened(InetSocketAddress from) {
    open.incrementAndGet();
  }

  @Override
  public void connectionRefused(InetSocketAddress from, String why) {
    refused.increment();
  }

  @Override
  public void connectionClosed(InetSocketAddress from, CloseReason reason) {
    open.decrementAndGet();
    registry
        .counter(
            "aircheck.rtmp.connections.closed",
            "kind",
            reason.kind().name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void messageIgnored(int typeId) {
    ignored.increment();
  }
}
