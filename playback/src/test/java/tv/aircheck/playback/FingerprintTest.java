package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  /** Pictures lie in stores under such words, so they stay what they are (FIPS 180-2, B.1). */
  @Test
  void isTheBeginningOfTheSum() {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    assertThat(Fingerprint.of(abc, 6)).isEqualTo("ba7816bf8f01");
    assertThat(Fingerprint.of(abc, 12)).isEqualTo("ba7816bf8f01cfea414140de");
  }
}
