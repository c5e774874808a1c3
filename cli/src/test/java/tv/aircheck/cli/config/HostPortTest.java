package tv.aircheck.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostPortTest {
  @Test
  void readsWhatItWrites() {
    assertThat(HostPort.parse("[::1]:1935")).isEqualTo(new HostPort("::1", 1935));
    assertThat(HostPort.parse("[::1]:1935")).hasToString("[::1]:1935");
    assertThat(HostPort.parse("example.org:80")).hasToString("example.org:80");
    assertThat(HostPort.parse(":80")).isEqualTo(new HostPort("0.0.0.0", 80));
  }

  @Test
  void knowsLoopback() {
    assertThat(HostPort.parse("127.0.0.1:1").isLoopback()).isTrue();
    assertThat(HostPort.parse("[::1]:1").isLoopback()).isTrue();
    assertThat(HostPort.parse("0.0.0.0:1").isLoopback()).isFalse();
  }

  @Test
  void refusesWhatIsNone() {
    assertThatThrownBy(() -> HostPort.parse("localhost")).hasMessageContaining("HOST:PORT");
    assertThatThrownBy(() -> HostPort.parse("::1:80")).hasMessageContaining("[ADDRESS]:PORT");
    assertThatThrownBy(() -> HostPort.parse("a:b")).hasMessageContaining("'b' is not a port");
    assertThatThrownBy(() -> HostPort.parse("a:70000")).hasMessageContaining("65535");
  }
}
