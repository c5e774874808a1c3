package tv.aircheck.cli.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tv.aircheck.storage.StorageException;
import tv.aircheck.storage.layer.StoreCall;
import tv.aircheck.storage.layer.StoreListener;

/** What goes between us and the store, in numbers. */
public final class StoreMetrics implements StoreListener {
  private final MeterRegistry registry;
  private final Map<StoreCall, Timer> calls = new EnumMap<>(StoreCall.class);
  private final Map<StoreCall, Counter> retries = new EnumMap<>(StoreCall.class);
  private final Counter bytesRead;
  private final Counter bytesPut;

  public StoreMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (StoreCall call : StoreCall.values()) {
      calls.put(call, registry.timer("aircheck.store.calls", "call", word(call)));
      retries.put(call, registry.counter("aircheck.store.retries", "call", word(call)));
    }
    bytesRead = registry.counter("aircheck.store.bytes", "way", "read");
    bytesPut = registry.counter("aircheck.store.bytes", "way", "put");
  }

  @Override
  public void done(StoreCall call, long nanos, long bytes) {
    calls.get(call).record(nanos, TimeUnit.NANOSECONDS);
    if (bytes > 0) {
      (call == StoreCall.READ ? bytesRead : bytesPut).increment((double) bytes);
    }
  }

  @Override
  public void failed(StoreCall call, long nanos, StorageException.Kind kind) {
    calls.get(call).record(nanos, TimeUnit.NANOSECONDS);
    registry.counter("aircheck.store.failures", "call", word(call), "kind", word(kind)).increment();
  }

  @Override
  public void retried(StoreCall call) {
    retries.get(call).increment();
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
