package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import tv.aircheck.index.UploadTrouble;
import tv.aircheck.recorder.UploadStatus;

/** How the way to the store stood when it was last looked at; unknown before that. */
final class UploadGauges {
  private final MeterRegistry registry;
  private volatile UploadStatus status;

  UploadGauges(MeterRegistry registry) {
    this.registry = registry;
    gauge("aircheck.upload.waiting.segments", seen -> seen.backlog().segments());
    gauge("aircheck.upload.waiting.bytes", seen -> seen.backlog().bytes());
    gauge("aircheck.upload.lag.seconds", UploadStatus::lagSeconds);
    gauge("aircheck.upload.unproven.segments", UploadStatus::unproven);
    gauge("aircheck.spool.bytes", seen -> seen.spool().bytes());
    gauge("aircheck.spool.free.bytes", seen -> seen.spool().freeBytes());
    gauge("aircheck.store.outage.seconds", UploadStatus::outageSeconds);
    for (UploadTrouble trouble : UploadTrouble.values()) {
      registry.gauge(
          "aircheck.upload.troubled.segments",
          Tags.of("trouble", trouble.name().toLowerCase(Locale.ROOT)),
          this,
          gauges -> gauges.value(seen -> seen.troubles().getOrDefault(trouble, 0L)));
    }
  }

  private void gauge(String name, ToDoubleFunction<UploadStatus> value) {
    registry.gauge(name, this, gauges -> gauges.value(value));
  }

  private double value(ToDoubleFunction<UploadStatus> of) {
    UploadStatus seen = status;
    return seen == null ? Double.NaN : of.applyAsDouble(seen);
  }

  void looked(UploadStatus seen) {
    status = seen;
  }
}
