package tv.aircheck.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void sumsWhatHasSeveralLabels() {
    Metrics metrics =
        Metrics.parse(
            """
            # HELP aircheck_origin_takes
            # TYPE aircheck_origin_takes gauge
            aircheck_origin_takes 500.0
            aircheck_live_sent_bytes_total{protocol="http flv"} 1.5E9
            aircheck_live_sent_bytes_total{protocol="rtmp"} 5.0E8
            """);

    assertThat(metrics.of("aircheck_origin_takes")).isEqualTo(500);
    assertThat(metrics.of("aircheck_live_sent_bytes_total")).isEqualTo(2e9);
    assertThat(metrics.of("nothing")).isZero();
  }
}
