package tv.aircheck.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tv.aircheck.cli.status.RecentRate;

class RecorderMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RecorderMetrics metrics =
      new RecorderMetrics(registry, new RecentRate(System::nanoTime));

  @Test
  void takesOnRecordAreCountedAcrossBreaks() {
    metrics.takeOpened("A", false);
    metrics.takeOpened("B", true);
    metrics.takeOpened("A", true);
    assertThat(onRecord()).isEqualTo(2);

    metrics.takeEnded("A", "UNPUBLISHED");
    metrics.takeFailed("B", new IOException("disk gone"));
    assertThat(onRecord()).isZero();
  }

  @Test
  void oneThatIsFoundLostAfterAStartIsNoneLess() {
    metrics.takeOpened("NEW", false);
    metrics.takeEnded("FROM_THE_LAST_RUN", "LOST");

    assertThat(onRecord()).isEqualTo(1);
  }

  private double onRecord() {
    return registry.get("aircheck.recorder.takes").gauge().value();
  }
}
