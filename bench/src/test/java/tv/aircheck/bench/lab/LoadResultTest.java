package tv.aircheck.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoadResultTest {
  @Test
  void readsWhatTheGeneratorSays() throws IOException {
    String line =
        """
        {"event":"result","wallMs":1,
         "connections":{"entered":498,"refused":2,"cut":1,"present":0,"reasons":{"cut: reset":1}},
         "window":{"seconds":30.0,"volume":{"tagBytes":2000000000,"wireBytes":2100000000},
                   "cpuSeconds":4.5,"timingsMs":{"lateness":{"p50":0.1,"p99":2.5}}},
         "total":{"tagBytes":3000000000,"wireBytes":3100000000},"goodbyeMs":12}
        """;

    LoadResult result = LoadResult.of(new ObjectMapper().readTree(line));

    assertThat(result.turnedAway()).isEqualTo(3);
    assertThat(result.windowGigabytes()).isEqualTo(2.0);
    assertThat(result.totalTagBytes()).isEqualTo(3_000_000_000L);
    assertThat(result.latenessP99Ms()).isEqualTo(2.5);
    assertThat(result.cpuSeconds()).isEqualTo(4.5);
    assertThat(result.reasons()).containsExactly("cut: reset");
  }
}
