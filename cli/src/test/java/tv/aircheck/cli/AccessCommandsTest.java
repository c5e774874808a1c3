package tv.aircheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.access.Secrets;
import tv.aircheck.index.access.Visibility;

/** Tokens, publish keys and visibilities at the terminal. */
class AccessCommandsTest {
  @TempDir private Path data;

  @BeforeEach
  void makeAnArchive() {
    Index.open(settings()).close();
  }

  private IndexSettings settings() {
    return IndexSettings.at(data.resolve("index.db"));
  }

  private Said aircheck(String... arguments) {
    return Said.over(data, arguments);
  }

  private JsonNode json(String... arguments) throws IOException {
    Said said = aircheck(arguments);
    assertThat(said.status()).as(said.err()).isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  void aTokenIsShownOnceListedAndTakenBack() throws IOException {
    JsonNode made =
        json(
            "tokens",
            "create",
            "--role",
            "owner",
            "--channels",
            "live/*",
            "--name",
            "Emma",
            "--expires-in",
            "30d",
            "--json");
    assertThat(made.get("secret").asText()).startsWith("act_");

    JsonNode listed = json("tokens", "ls", "--json");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("role").asText()).isEqualTo("owner");
    assertThat(listed.get(0).get("expiresAt").isNull()).isFalse();
    assertThat(listed.get(0).get("lastUsedAt").isNull()).isTrue();
    assertThat(listed.toString()).doesNotContain(made.get("secret").asText());
    assertThat(json("keys", "ls", "--json")).isEmpty();

    String id = made.get("id").asText();
    assertThat(aircheck("keys", "rm", id, "--yes").err()).contains("there is no publish key");
    assertThat(aircheck("tokens", "rm", id, "--dry-run").out()).startsWith("Would remove");
    assertThat(aircheck("tokens", "rm", id, "--yes").out()).startsWith("Removed");
    assertThat(json("tokens", "ls", "--json")).isEmpty();
    assertThat(aircheck("audit", "ls").out()).contains("token made", "token removed", id);
  }

  @Test
  void aPersonIsToldTheSecretAndWhatChanges() {
    Said first = aircheck("tokens", "create", "--role", "operator");
    assertThat(first.out())
        .contains("operator token", "for */*", "shown this once", "  act_", "It is the first");
    assertThat(aircheck("tokens", "create", "--role", "viewer").out())
        .doesNotContain("It is the first");
    assertThat(aircheck("tokens", "create", "--role", "operator", "--channels", "live/a").err())
        .contains("an operator is one for all channels");
    assertThat(aircheck("tokens", "create", "--role", "king").status())
        .isEqualTo(ExitCode.BAD_USAGE);
    assertThat(aircheck("tokens", "create", "--role", "viewer", "--dry-run").out())
        .startsWith("Would make");
  }

  @Test
  void aKeyIsRotated() throws IOException {
    JsonNode old = json("keys", "create", "live/me", "--json");
    String id = old.get("id").asText();
    JsonNode made = json("keys", "rotate", id, "--grace", "1d", "--yes", "--json");

    assertThat(made.get("secret").asText()).startsWith("ack_");
    assertThat(json("keys", "ls", "--json")).hasSize(2);
    try (Index index = Index.open(settings())) {
      assertThat(
              index
                  .credentials()
                  .byHash(Secrets.hash(old.get("secret").asText()))
                  .orElseThrow()
                  .times()
                  .expiresAtMs())
          .isNotNull();
    }
    aircheck("keys", "rotate", made.get("id").asText(), "--yes");
    assertThat(json("keys", "ls", "--json")).hasSize(2);
  }

  @Test
  void aChannelIsMadePrivateBeforeItsFirstShow() {
    assertThat(aircheck("channels", "set", "live/new", "--visibility", "private").out())
        .contains("live/new private (before: a new channel)");
    assertThat(aircheck("channels", "set", "live/new", "--visibility", "secret").status())
        .isEqualTo(ExitCode.BAD_USAGE);
    assertThat(aircheck("channels", "set", "live/new").status()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(aircheck("channels", "show", "live/new").out()).contains("private");
    try (Index index = Index.open(settings())) {
      assertThat(index.channels().visibility(new ChannelName("live", "new")))
          .isEqualTo(Visibility.PRIVATE);
    }
    assertThat(aircheck("broadcasts", "visibility", "01NONE", "private").err())
        .contains("there is no broadcast 01NONE");
  }
}
