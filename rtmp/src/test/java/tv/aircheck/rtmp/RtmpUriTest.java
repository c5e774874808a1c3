package tv.aircheck.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtmpUriTest {
  @Test
  void theLastSegmentIsTheNameAndKeepsTheQuery() {
    assertThat(RtmpUri.parse("rtmp://host/archive/live/me?at=1&key=x"))
        .isEqualTo(new RtmpUri("host", 1935, "archive/live", "me?at=1&key=x"));
    assertThat(RtmpUri.parse("rtmp://[::1]:1936/live/me"))
        .isEqualTo(new RtmpUri("[::1]", 1936, "live", "me"));
  }

  @Test
  void itDoesNotShowItsKeyInLogs() {
    assertThat(RtmpUri.parse("rtmp://host/live/me?key=secret"))
        .hasToString("rtmp://host:1935/live/me");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host/live/me", "rtmp://host", "rtmp://host/live", "rtmp:///a/b"})
  void othersAreNone(String text) {
    assertThatThrownBy(() -> RtmpUri.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTransportIsCalledThat() {
    assertThatThrownBy(() -> Transport.of("carrier pigeon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, io_uring, epoll or nio");
  }
}
