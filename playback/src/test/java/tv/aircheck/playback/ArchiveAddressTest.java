package tv.aircheck.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.index.ChannelName;
import tv.aircheck.rtmp.StreamAddress;

class ArchiveAddressTest {
  private static ArchiveAddress parse(String app, String name, Map<String, String> query)
      throws NotPlayable {
    return ArchiveAddress.parse(new StreamAddress(app, name, query));
  }

  @ParameterizedTest
  @CsvSource({"archive,live/justin", "archive/live,justin", "archive/live/justin,''"})
  void meansTheSameChannelHoweverAClientPartsIt(String app, String name) throws NotPlayable {
    if (name.isEmpty()) {
      // Nothing left for the name: there is nothing to play then.
      assertThatThrownBy(() -> parse(app, name, Map.of())).isInstanceOf(NotPlayable.class);
      return;
    }
    assertThat(parse(app, name, Map.of()).channel()).isEqualTo(new ChannelName("live", "justin"));
  }

  @Test
  void meansABroadcastByItsId() throws NotPlayable {
    ArchiveAddress address = parse("archive", "01J000", Map.of("start", "90.5"));
    assertThat(address.broadcastId()).isEqualTo("01J000");
    assertThat(address.channel()).isNull();
    assertThat(address.startMs()).isEqualTo(90_500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-22T15:04:05Z", "2026-11-22T16:04:05+01:00", "2026-11-22T16:04:05 01:00"})
  void understandsATimeWithItsZone(String at) throws NotPlayable {
    assertThat(parse("archive/live", "justin", Map.of("at", at)).at())
        .isEqualTo(Instant.parse("2026-11-22T15:04:05Z"));
  }

  @ParameterizedTest
  @CsvSource({"start,soon", "start,NaN", "at,noon", "at,2026-11-22"})
  void refusesWhatItDoesNotUnderstandWithAnExample(String key, String value) {
    assertThatThrownBy(() -> parse("archive", "01J000", Map.of(key, value)))
        .isInstanceOf(NotPlayable.class)
        .hasMessageContaining(key + "=" + value)
        .hasMessageContaining("an example");
  }

  @Test
  void takesHugeAndNegativeStartsForTheEndAndTheBeginning() throws NotPlayable {
    assertThat(parse("archive", "X", Map.of("start", "-5")).startMs()).isZero();
    assertThat(parse("archive", "X", Map.of("start", "1e300")).startMs()).isPositive();
  }

  @Test
  void knowsItsApps() {
    assertThat(Playback.isArchive("archive")).isTrue();
    assertThat(Playback.isArchive("archive/live")).isTrue();
    assertThat(Playback.isArchive("archives")).isFalse();
    assertThat(Playback.isArchive("live")).isFalse();
  }
}
