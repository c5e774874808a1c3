package tv.aircheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.ConfigSource;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.NewTake;

/** What an operator does about deletion, on an archive of five shows without media. */
class RetentionCommandsTest {
  @TempDir Path data;

  @BeforeEach
  void record() throws IOException {
    try (Archive archive = Archive.open(config())) {
      for (int days = 10; days <= 50; days += 10) {
        show(archive.index(), new ChannelName("live", "me"), "SHOW" + days, days);
      }
      archive
          .index()
          .writeNow(
              tx -> {
                tx.adoption().adopt(1);
                return null;
              });
    }
  }

  private Config config() {
    return ConfigSource.read(null, Map.of(), Map.of("data", data.toString())).config();
  }

  private static void show(Index index, ChannelName channel, String id, int daysAgo) {
    long ended = System.currentTimeMillis() - Duration.ofDays(daysAgo).toMillis();
    index.writeNow(
        tx -> {
          tx.broadcasts().open(id, tx.channels().ensure(channel, 1), ended - 1_000);
          long seq = tx.takes().open(new NewTake(id, id, "o", "PUBLISH", null, ended - 1_000));
          tx.takes().end(seq, ended, "UNPUBLISHED");
          return tx.broadcasts().end(id, ended);
        });
  }

  @Test
  void aRuleIsSetPlannedRunAndTakenBack() throws IOException {
    assertThat(done("retention", "policy", "set", "default", "--keep-for", "35d", "--yes"))
        .contains("keep-for 35d (*/*)")
        .contains("the next run takes 2 shows");
    JsonNode plan = json("retention", "plan", "--json");
    assertThat(plan.get("actions").findValuesAsText("broadcast"))
        .containsExactly("SHOW50", "SHOW40");
    assertThat(plan.at("/actions/0/rule").asText()).isEqualTo("keep-for 35d (*/*)");
    assertThat(plan.at("/channels/0/remaining/broadcasts").asInt()).isEqualTo(3);
    assertThat(done("retention", "plan")).contains("A run refuses: this would take 40%");

    Said refused = aircheck("retention", "run", "--yes");
    assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("--force");
    assertThat(done("retention", "run", "--force", "--dry-run")).contains("Nothing was changed.");
    assertThat(done("broadcasts", "ls")).contains("SHOW50");

    assertThat(done("retention", "run", "--force", "--yes")).contains("2 done, 0 skipped");
    assertThat(done("broadcasts", "ls")).doesNotContain("SHOW50").contains("SHOW30");
    assertThat(done("broadcasts", "ls", "--deleted")).contains("SHOW50").contains("keep-for 35d");
    assertThat(done("broadcasts", "show", "SHOW50")).contains("'aircheck broadcasts restore'");
    assertThat(done("broadcasts", "restore", "SHOW50")).contains("it is locked now");
    assertThat(json("broadcasts", "show", "SHOW50", "--json").get("locked").asBoolean()).isTrue();
    assertThat(
            json("audit", "ls", "--of", "SHOW50", "--json").get("audit").findValuesAsText("action"))
        .containsExactly("locked", "restored", "marked");
  }

  @Test
  void aSavedPlanSkipsWhatChanged() throws IOException {
    done("retention", "policy", "set", "live/*", "--keep-last", "2", "--yes");
    Path file = data.resolve("plan.json");
    done("retention", "plan", "-o", file.toString());
    done("broadcasts", "lock", "SHOW40", "--why", "the final");

    String said = done("retention", "run", "--plan", file.toString(), "--force", "--yes");
    assertThat(said).contains("Skipped: SHOW40: it was locked since").contains("2 done");
    assertThat(done("audit", "ls", "--action", "locked")).contains("the final");

    assertThat(done("retention", "run", "--plan", file.toString(), "--force", "--yes"))
        .contains("Skipped: SHOW50: it is marked by now")
        .contains("Nothing goes.");
    Files.writeString(file, "{}");
    assertThat(aircheck("retention", "run", "--plan", file.toString()).err())
        .contains("is no plan");
  }

  @Test
  void rulesAreListedByWhatHolds() throws IOException {
    done(
        "retention", "policy", "set", "default", "--keep-for", "30d", "--at-most", "1GiB", "--yes");
    done("retention", "policy", "set", "live/me", "--keep-for", "off", "--yes");

    assertThat(done("retention", "policy", "ls"))
        .containsSubsequence("keep-for  off", "live/me", "keep-for  30d", "*/*");
    assertThat(done("channels", "show", "live/me")).contains("at-most").doesNotContain("keep-for");
    JsonNode rules = json("retention", "policy", "ls", "--channel", "tv/one", "--json");
    assertThat(rules.at("/0/amount").asDouble()).isEqualTo(30 * 86_400.0);
    assertThat(rules.at("/1/unit").asText()).isEqualTo("bytes");

    assertThat(done("retention", "policy", "rm", "live/me", "--yes")).contains("keep-for off");
    assertThat(aircheck("retention", "policy", "rm", "live/me", "--yes").status())
        .isEqualTo(ExitCode.FAILED);
    assertThat(json("audit", "ls", "--json").get("audit").findValuesAsText("action"))
        .containsExactly("rule_removed", "rule_set", "rule_set", "rule_set");
  }

  @Test
  void titlesAndLocksAreChangedAndSaid() throws IOException {
    assertThat(done("broadcasts", "title", "SHOW10", "The first")).contains("'The first'");
    assertThat(done("broadcasts", "ls")).contains("The first");
    assertThat(done("channels", "set", "live/me", "--title", "Me")).contains("'Me'");
    assertThat(json("channels", "show", "live/me", "--json").get("title").asText()).isEqualTo("Me");
    assertThat(done("broadcasts", "lock", "SHOW10", "--dry-run")).contains("Would lock");
    assertThat(done("broadcasts", "lock", "SHOW10")).contains("Locked SHOW10");
    assertThat(aircheck("broadcasts", "rm", "SHOW10", "--yes").err()).contains("unlock it first");
    assertThat(done("broadcasts", "unlock", "SHOW10", "--yes")).contains("Unlocked SHOW10");
  }

  @Test
  void whatMakesNoSenseIsBadUsage() {
    for (String[] words :
        new String[][] {
          {"retention", "policy", "set", "live", "--keep-for", "1d"},
          {"retention", "policy", "set", "default"},
          {"retention", "policy", "set", "default", "--keep-for", "a while"},
          {"retention", "policy", "set", "live/*", "--total-at-most", "1GiB"},
          {"audit", "ls", "--from", "yesterday"},
          {"broadcasts", "ls", "--live", "--deleted"}
        }) {
      Said said = aircheck(words);
      assertThat(said.status()).as(String.join(" ", words)).isEqualTo(ExitCode.BAD_USAGE);
      assertThat(said.err()).isNotBlank();
    }
  }

  private String done(String... arguments) {
    Said said = aircheck(arguments);
    assertThat(said.status()).as(said.err()).isEqualTo(ExitCode.DONE);
    return said.out();
  }

  private JsonNode json(String... arguments) throws IOException {
    return new ObjectMapper().readTree(done(arguments));
  }

  private Said aircheck(String... arguments) {
    return Said.over(data, arguments);
  }
}
