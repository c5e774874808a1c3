package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.StreamAddress;

class PlayRangeTest {
  private static final long END = PlayRange.TO_THE_END;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // start, duration, address, edge -> from, to (-1: the end), one frame (1)
        "-2000   -1   -1  -1     0    -1 0",
        "    0   -1   -1  -1     0    -1 0",
        "    0   -1 9000  -1  9000    -1 0",
        "-2000   -1 9000  -1  9000    -1 0",
        " 5000   -1 9000  -1  5000    -1 0",
        "-1000   -1   -1 700   700    -1 0",
        "-1000   -1 9000 700  9000    -1 0",
        "-1000   -1   -1  -1     0    -1 0",
        " 5000 2000   -1  -1  5000  7000 0",
        "-2000 2000 9000  -1  9000 11000 0",
        " 5000    0   -1  -1  5000    -1 1",
      })
  void reconcilesTheAddressWithThePlayCommand(String line) {
    long[] n = Stream.of(line.trim().split(" +")).mapToLong(Long::parseLong).toArray();
    StreamAddress address = new StreamAddress("archive", "x", Map.of());
    PlayRequest request = new PlayRequest(address, n[0], n[1], true, FakeStream.PEER);
    assertThat(PlayRange.of(request, n[2], n[3]))
        .isEqualTo(new PlayRange(n[4], n[5] < 0 ? END : n[5], n[6] == 1));
  }
}
