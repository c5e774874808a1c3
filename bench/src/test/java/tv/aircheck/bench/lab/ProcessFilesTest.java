package tv.aircheck.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessFilesTest {
  @Test
  void addsUserAndSystemTimeBehindANameWithAnything() {
    String stat =
        "77 (a (b) c) S 1 77 77 0 -1 4194560 1000 0 0 0 1234 66 5 5 20 0 9 0 100 1000 200 18446744";

    assertThat(ProcessFiles.cpuSeconds(stat)).isEqualTo(13.0);
  }

  @Test
  void anEndedProcessUsesNothingMore() {
    assertThat(ProcessFiles.cpuSeconds("")).isZero();
    assertThat(ProcessFiles.memory("", "VmRSS")).isZero();
  }

  @Test
  void readsMemoryInBytes() {
    String status = "Name:\tjava\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\n";

    assertThat(ProcessFiles.memory(status, "VmRSS")).isEqualTo(102_400L * 1024);
    assertThat(ProcessFiles.memory(status, "VmHWM")).isEqualTo(204_800L * 1024);
  }

  @Test
  void readsThisProcess() throws IOException {
    long pid = ProcessHandle.current().pid();

    assertThat(ProcessFiles.cpuSeconds(pid)).isPositive();
    assertThat(ProcessFiles.peakRss(pid)).isGreaterThanOrEqualTo(ProcessFiles.rss(pid));
  }
}
