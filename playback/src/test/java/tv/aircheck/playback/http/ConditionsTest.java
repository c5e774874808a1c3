package tv.aircheck.playback.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final long AT = 1_795_348_812_345L;
  private static final String DATE = "Sun, 22 Nov 2026 12:00:12 GMT";
  private static final String EARLIER = "Sun, 22 Nov 2026 12:00:11 GMT";
  private static final MediaAnswer ANSWER =
      MediaAnswer.bytes("text/plain", CacheRule.SETTLED, new byte[0]).tagged("\"a\"").modified(AT);

  private static int status(Map<String, String> fields) {
    return Conditions.of(fields::get, ANSWER, 100).status();
  }

  @Test
  void writesDatesAsHttpDoes() {
    assertThat(Conditions.date(AT)).isEqualTo(DATE);
    assertThat(Conditions.date(0)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    assertThat(status(Map.of())).isEqualTo(200);
    assertThat(status(Map.of("If-None-Match", "\"a\""))).isEqualTo(304);
    assertThat(status(Map.of("If-None-Match", "\"b\", W/\"a\""))).isEqualTo(304);
    assertThat(status(Map.of("If-None-Match", "*"))).isEqualTo(304);
    assertThat(status(Map.of("If-None-Match", "\"b\""))).isEqualTo(200);
    assertThat(status(Map.of("If-Modified-Since", DATE))).isEqualTo(304);
    assertThat(status(Map.of("If-Modified-Since", EARLIER))).isEqualTo(200);
    assertThat(status(Map.of("If-Modified-Since", "yesterday"))).isEqualTo(200);
    // The tag decides where there is one.
    assertThat(status(Map.of("If-None-Match", "\"b\"", "If-Modified-Since", DATE))).isEqualTo(200);
  }

  @Test
  void aPartIsSentIfItIsOfTheSame() {
    String range = "bytes=10-19";
    assertThat(Conditions.of(Map.of("Range", range)::get, ANSWER, 100))
        .isEqualTo(new Conditions(206, new ByteRange(10, 20)));
    assertThat(status(Map.of("Range", range, "If-Range", "\"a\""))).isEqualTo(206);
    assertThat(status(Map.of("Range", range, "If-Range", DATE))).isEqualTo(206);
    assertThat(status(Map.of("Range", range, "If-Range", "\"b\""))).isEqualTo(200);
    assertThat(status(Map.of("Range", range, "If-Range", "W/\"a\""))).isEqualTo(200);
    assertThat(status(Map.of("Range", range, "If-Range", EARLIER))).isEqualTo(200);
    assertThat(status(Map.of("Range", "bytes=100-"))).isEqualTo(416);
    assertThat(status(Map.of("Range", "bytes=100-", "If-Range", "\"b\""))).isEqualTo(200);
    assertThat(status(Map.of("Range", range, "If-None-Match", "\"a\""))).isEqualTo(304);
  }
}
