package tv.aircheck.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.ConfigSource;

class AccessWordsTest {
  private static List<String> words(boolean tokens, boolean keys, String... settings) {
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      flags.put(settings[i], settings[i + 1]);
    }
    Config config = ConfigSource.read(null, Map.of(), flags).config();
    return AccessWords.of(config, tokens, keys);
  }

  @Test
  void onThisMachineEverythingIsOpenUntilThereIsAToken() {
    assertThat(words(false, false)).singleElement().asString().contains("everything is open");
    assertThat(words(true, false)).singleElement().asString().contains("all else by token");
  }

  @Test
  void whereOthersReachItNothingIs() {
    assertThat(words(false, false, "http", "0.0.0.0:8080", "rtmp", "0.0.0.0:1935"))
        .hasSize(2)
        .anyMatch(line -> line.contains("aircheck tokens create"))
        .anyMatch(line -> line.contains("nobody can publish before there is a key"));
    assertThat(words(true, true, "http", "0.0.0.0:8080", "rtmp", "0.0.0.0:1935")).hasSize(1);
    assertThat(words(true, false, "rtmp", "0.0.0.0:1935", "publish.insecure-open", "true"))
        .anyMatch(line -> line.contains("anybody who reaches 0.0.0.0:1935 may publish"));
  }
}
