package tv.aircheck.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.rtmp.StreamAddress;

class AddressParserTest {
  @ParameterizedTest
  @CsvSource({
    "live, me, live/me",
    "live/, me, live/me",
    "/live, me, live/me",
    "live/_definst_, me, live/me",
    "live/_definst_/, me, live/me",
    "archive/live, me, archive/live/me",
    "archive, live/me, archive/live/me",
    "live, flv:me, live/me",
    "live, mp4:me.flv, live/me",
    "live, me.flv, live/me",
    "live?key=1, me, live/me",
    "live, me?key=1&a=b, live/me",
    "live/me, '', live/me",
    "'', live/me, live/me",
    "live, a.b-c_d.mp4, live/a.b-c_d.mp4",
  })
  void whatClientsSay(String app, String name, String canonical) throws Exception {
    assertThat(AddressParser.parse("rtmp://h/x", app, name)).hasToString(canonical);
  }

  @Test
  void parametersComeFromEverywhereAndTheNameWins() throws Exception {
    StreamAddress address =
        AddressParser.parse(
            "rtmp://h/live?a=tc&b=tc&c=tc", "live?b=app&c=app", "me?c=name&key=x%2By+z&flag");
    assertThat(address.query())
        .isEqualTo(Map.of("a", "tc", "b", "app", "c", "name", "key", "x+y+z", "flag", ""));
  }

  @Test
  void anAddressDoesNotShowItsKeyInLogs() throws Exception {
    assertThat(AddressParser.parse("", "live", "me?key=secret").toString())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../etc",
        "a/../../b",
        ".",
        "a%2e%2e",
        "a b",
        "a\\b",
        "a\u0000",
        "a\nb",
        "naïve",
        "a*"
      })
  void namesThatCannotBe(String name) {
    assertThatThrownBy(() -> AddressParser.parse("", "live", name))
        .isInstanceOf(InvalidAddressException.class);
  }

  @Test
  void aNameThatIsTooLong() {
    assertThatThrownBy(() -> AddressParser.parse("", "live", "a".repeat(251)))
        .isInstanceOf(InvalidAddressException.class)
        .hasMessageContaining("255");
  }
}
