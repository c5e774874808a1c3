package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tv.aircheck.playback.pictures.NoPicture;
import tv.aircheck.playback.pictures.PicturesListener;

/** Pictures in numbers. */
public final class PictureMetrics implements PicturesListener {
  private final MeterRegistry registry;
  private final Counter started;

  public PictureMetrics(MeterRegistry registry) {
    this.registry = registry;
    started = registry.counter("aircheck.pictures.processes");
  }

  @Override
  public void made(String what, long nanos) {
    registry.timer("aircheck.pictures.made", "what", what).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void missed(NoPicture.Reason why) {
    String word = why.name().toLowerCase(Locale.ROOT);
    registry.counter("aircheck.pictures.missed", "why", word).increment();
  }

  @Override
  public void started() {
    started.increment();
  }

  @Override
  public void died(boolean overdue) {
    String word = overdue ? "overdue" : "died";
    registry.counter("aircheck.pictures.processes.lost", "why", word).increment();
  }
}
