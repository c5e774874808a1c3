package tv.aircheck.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSourceTest {
  @TempDir Path folder;

  @Test
  void needsNothing() {
    assertThat(read("", Map.of(), Map.of())).isEqualTo(Config.defaults());
  }

  @Test
  void theSampleThatIsShippedSaysTheDefaults() {
    Path sample = Path.of(System.getProperty("user.dir")).resolveSibling("conf/aircheck.yml");

    Config config = ConfigSource.read(sample, Map.of(), Map.of()).config();

    assertThat(config).isEqualTo(Config.defaults());
  }

  @Test
  void flagsWinOverTheEnvironmentWhichWinsOverTheFile() {
    String file = "rtmp: 127.0.0.1:1\nrelay: 127.0.0.1:2\nhttp: 127.0.0.1:3\n";

    Config config =
        read(
            file,
            Map.of("AIRCHECK_RELAY", "127.0.0.1:20", "AIRCHECK_HTTP", "127.0.0.1:30"),
            Map.of("http", "127.0.0.1:300"));

    assertThat(config.rtmp().port()).isEqualTo(1);
    assertThat(config.relay().port()).isEqualTo(20);
    assertThat(config.http().port()).isEqualTo(300);
  }

  @Test
  void takesUnitsAsPeopleWriteThem() {
    Config config =
        read(
            """
            recorder:
              segments:
                target-ms: 5s
              broadcasts:
                reconnect-window: 1m30s
                split-at: "04:30"
            origin:
              window:
                take-bytes: 8MiB
            """,
            Map.of(),
            Map.of());

    assertThat(config.recorder().broadcasts().reconnectWindow()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.recorder().broadcasts().splitAt()).isEqualTo(LocalTime.of(4, 30));
    assertThat(config.recorder().segments().targetMs()).isEqualTo(5000);
    assertThat(config.origin().window().takeBytes()).isEqualTo(8L << 20);
    assertThat(config.origin().window().totalBytes())
        .as("a neighbour that was not set")
        .isEqualTo(Config.defaults().origin().window().totalBytes());
  }

  @Test
  void takesListsAndMaps() {
    Config config =
        read(
            "publish:\n  keys:\n    live/*: [one, two]\n",
            Map.of("AIRCHECK_ROLES", "origin,recorder"),
            Map.of());

    assertThat(config.roles()).containsExactly(Role.ORIGIN, Role.RECORDER);
    assertThat(config.publish().keys()).containsEntry("live/*", List.of("one", "two"));
  }

  @Test
  void namesTheNearestSettingForAnUnknownOne() {
    assertThatThrownBy(() -> read("origin:\n  longst-take: 1h\n", Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'origin.longst-take' is not a setting")
        .hasMessageContaining("did you mean 'origin.longest-take'?");
    assertThatThrownBy(() -> read("", Map.of("AIRCHECK_RTMPP", "x:1"), Map.of()))
        .hasMessageContaining("did you mean AIRCHECK_RTMP?");
  }

  @Test
  void saysWhereABadValueStands() {
    assertThatThrownBy(
            () ->
                read("recorder:\n  broadcasts:\n    reconnect-window: soon\n", Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("aircheck.yml")
        .hasMessageContaining("recorder.broadcasts.reconnect-window")
        .hasMessageContaining("'soon' is not a duration");
    assertThatThrownBy(() -> read("", Map.of("AIRCHECK_RTMP", "1935"), Map.of()))
        .hasMessageContaining("AIRCHECK_RTMP")
        .hasMessageContaining("HOST:PORT");
  }

  @Test
  void patternsOfPublishKeysAreLookedAt() {
    assertThatThrownBy(() -> read("publish: {keys: {live: [k]}}\n", Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("publish.keys")
        .hasMessageContaining("write APP/NAME");
    assertThat(read("publish: {keys: {live/a: [k], '*': [l]}}\n", Map.of(), Map.of())).isNotNull();
    assertThat(
            read("rtmp: 0.0.0.0:1935\n", Map.of(), Map.of("publish.insecure-open", "true"))
                .publish()
                .insecureOpen())
        .isTrue();
  }

  @Test
  void neverShowsASecret() {
    Map<String, String> shown = new HashMap<>();
    ConfigSource.read(
            file(
                """
                node: {relay-secret: hush}
                publish: {keys: {live/a: [quiet]}}
                store: {s3: {bucket: shows, access-key: AKIA, secret-key: mum}}
                """),
            Map.of(),
            Map.of())
        .forEach((name, value, source) -> shown.put(name, value));

    assertThat(shown)
        .containsEntry("node.relay-secret", "********")
        .containsEntry("store.s3.secret-key", "********")
        .containsEntry("store.s3.access-key", "AKIA");
    assertThat(shown.values())
        .noneMatch(value -> value.contains("hush") || value.contains("quiet"))
        .doesNotContain("mum");
  }

  @Test
  void theStoreIsAFolderOrABucket() {
    assertThat(read("", Map.of(), Map.of()).storeFolder())
        .isEqualTo(Path.of("aircheck-data/store"));
    assertThat(read("store: {directory: /mnt/shows}", Map.of(), Map.of()).storeFolder())
        .isEqualTo(Path.of("/mnt/shows"));
    StoreConfig bucket =
        read(
                "store: {s3: {bucket: shows, objects: {encryption: kms, part-bytes: 8MiB}}}",
                Map.of("AIRCHECK_STORE_S3_PATH_STYLE", "true"),
                Map.of())
            .store();
    assertThat(bucket.inBucket()).isTrue();
    assertThat(bucket.s3().pathStyle()).isTrue();
    assertThat(bucket.s3().objects().partBytes()).isEqualTo(8 << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "directory: /mnt, s3: {bucket: shows}| are both set",
        "s3: {endpoint: 'http://localhost:9000'}| set 'store.s3.bucket'",
        "s3: {bucket: shows, access-key: A}| go together",
        "s3: {bucket: shows, wire: {connections: 5}}| 32 calls may be under way",
        "s3: {bucket: shows, prefix: no-slash}| with '/'",
        "s3: {bucket: shows, objects: {kms-key: k}}| encryption to kms",
        "s3: {bucket: shows, objects: {part-bytes: 1MiB}}| from 5 MiB",
      })
  void aStoreThatCannotBeIsRefused(String store, String why) {
    assertThatThrownBy(() -> read("store: {" + store + "}", Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(why);
  }

  private Config read(String yaml, Map<String, String> environment, Map<String, String> flags) {
    return ConfigSource.read(file(yaml), environment, flags).config();
  }

  private Path file(String yaml) {
    try {
      return Files.writeString(folder.resolve("aircheck.yml"), yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
