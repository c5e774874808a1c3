package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.CredentialRow;
import tv.aircheck.index.CredentialTimes;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.Role;
import tv.aircheck.index.access.Visibility;

/** Lists, from their first page to their last. */
class PagingTest {
  private static final ChannelName OTHER = new ChannelName("live", "other");

  @TempDir private Path folder;
  private ApiServer server;
  private Given given;

  @BeforeEach
  void start() {
    server = new ApiServer(folder);
    given = new Given(server.index);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachOfTenThousandShowsIsSeenOnceWhileMoreBegin() {
    List<String> before = shows(10_000);

    List<String> seen =
        walk(
            "/broadcasts?limit=500",
            "broadcasts",
            "id",
            page -> given.live(Given.ME, Given.id(20_000 + page), Given.BEGAN + 50_000 + page));

    assertThat(seen).containsExactlyElementsOf(before);
  }

  /** Newest first. */
  private List<String> shows(int number) {
    server.index.writeNow(
        tx -> {
          long channel = tx.channels().ensure(Given.ME, Given.BEGAN);
          for (int i = 0; i < number; i++) {
            // Some began in the same moment.
            tx.broadcasts().open(Given.id(i), channel, Given.BEGAN + i / 3);
            tx.broadcasts().end(Given.id(i), Given.BEGAN + 20_000);
          }
          return null;
        });
    return IntStream.iterate(number - 1, i -> i >= 0, i -> i - 1).mapToObj(Given::id).toList();
  }

  @Test
  void pagesOfWhatFewMaySeeAreAsLongAsTheyCanBe() {
    shows(1000);
    given.visibility(Given.ME, Visibility.PRIVATE);
    for (int i = 0; i < 1000; i += 250) {
      given.visibility(Given.id(i), Visibility.PUBLIC);
    }
    server.caller = Caller.NOBODY;

    Shown page = server.get("/broadcasts?limit=3");
    assertThat(page.json().get("broadcasts")).hasSize(3);
    assertThat(walk("/broadcasts?limit=3", "broadcasts", "id", i -> {}))
        .containsExactly(Given.id(750), Given.id(500), Given.id(250), Given.id(0));
    server.get("/broadcasts/" + Given.id(1)).assertProblem(404, "there is no broadcast");
    assertThat(server.get("/channels").json().get("channels")).isEmpty();
  }

  @Test
  void ofTwoOwnersEachFindsTheirOwnBehindAllOfTheOthers() {
    given.show(OTHER, Given.id(20_000), Given.BEGAN - 1000);
    given.show(OTHER, Given.id(20_001), Given.BEGAN - 2000);
    shows(6000);

    server.caller = owner("live/other");
    assertThat(walk("/broadcasts?mine=true&limit=1", "broadcasts", "id", page -> {}))
        .containsExactly(Given.id(20_000), Given.id(20_001));
    assertThat(walk("/channels?mine=true&limit=1", "channels", "channel", page -> {}))
        .containsExactly("live/other");
    assertThat(server.get("/channels?mine=true").json().at("/channels/0/broadcasts").asInt())
        .isEqualTo(2);
    assertThat(ids("?mine=true&channel=live/me")).isEmpty();

    server.caller = owner("live/me");
    assertThat(ids("?mine=true&limit=500")).hasSize(500).doesNotContain(Given.id(20_000));
    server.caller = Caller.NOBODY;
    assertThat(server.get("/channels?mine=true").json().get("channels")).isEmpty();
  }

  private static Caller owner(String channels) {
    return Caller.of(
        new CredentialRow(
            "t-1",
            Role.OWNER,
            ChannelPattern.parse(channels),
            "",
            new CredentialTimes(0, null, null)));
  }

  @Test
  void filtersHoldTogether() {
    given.show(Given.ME, Given.id(1), Given.BEGAN);
    given.show(OTHER, Given.id(2), Given.BEGAN + 1000);
    given.live(Given.ME, Given.id(3), Given.BEGAN + 2000);
    given.titled(Given.id(1), "Straßenmusik in Zürich");
    given.titled(Given.id(2), "ZÜRICH bei Nacht");

    assertThat(ids("?q=zürich")).containsExactly(Given.id(2), Given.id(1));
    assertThat(ids("?q=z%C3%BCrich+IN")).containsExactly(Given.id(1));
    assertThat(ids("?q=straßenmusik&channel=live/me")).containsExactly(Given.id(1));
    assertThat(ids("?channel=live/me")).containsExactly(Given.id(3), Given.id(1));
    assertThat(ids("?state=live")).containsExactly(Given.id(3));
    assertThat(ids("?channel=no/such")).isEmpty();
  }

  @Test
  void timesAreOfTheBeginningWithTheirZone() {
    given.show(Given.ME, Given.id(1), 1_000_000_000_000L); // 2001-09-09T01:46:40Z
    assertThat(ids("?from=2001-09-09T01:46:40Z")).hasSize(1);
    assertThat(ids("?from=2001-09-09T03:46:40%2B02:00")).hasSize(1);
    assertThat(ids("?from=2001-09-09T01:46:40.001Z")).isEmpty();
    assertThat(ids("?to=2001-09-09T01:46:40Z")).isEmpty();
    assertThat(ids("?to=2001-09-09T01:46:40.001Z")).hasSize(1);
  }

  @Test
  void channelsByTheirNamesAndWhoIsOnAir() {
    for (int i = 0; i < 25; i++) {
      given.show(new ChannelName("live", "c%02d".formatted(i)), Given.id(i), Given.BEGAN + i);
    }
    given.live(new ChannelName("live", "c07"), Given.id(100), Given.BEGAN + 100);
    given.visibility(new ChannelName("live", "c08"), Visibility.UNLISTED);
    server.caller = Caller.NOBODY;

    List<String> seen = walk("/channels?limit=4", "channels", "channel", i -> {});
    assertThat(seen).hasSize(24).isSorted().doesNotContain("live/c08");
    JsonNode live = server.get("/channels?live=true").json().get("channels");
    assertThat(live).hasSize(1);
    assertThat(live.at("/0/channel").asText()).isEqualTo("live/c07");
    assertThat(live.at("/0/latest/id").asText()).isEqualTo(Given.id(100));
    assertThat(live.at("/0/bytes").asLong()).isEqualTo(1000);
    assertThat(live.at("/0/media/liveFlv").asText()).isEqualTo("/live/live/c07.flv");
    assertThat(live.at("/0/media/rtmp").asText()).isEqualTo("rtmp://127.0.0.1:1935/live/c07");
    assertThat(server.get("/channels?q=C12").json().at("/channels/0/channel").asText())
        .isEqualTo("live/c12");
    // Who can name it may watch it, and finds its shows.
    assertThat(server.get("/channels/live/c08").text("/visibility")).isEqualTo("unlisted");
    assertThat(ids("?channel=live/c08")).hasSize(1);
    assertThat(ids("?q=c08")).isEmpty();
  }

  @Test
  void daysAreThoseOfTheZone() {
    long lateInBerlin = 1_764_112_200_000L; // 2025-11-25T23:10:00Z
    given.show(Given.ME, Given.id(1), lateInBerlin);
    given.show(Given.ME, Given.id(2), lateInBerlin + 1000);
    given.show(Given.ME, Given.id(3), lateInBerlin - 86_400_000);
    String range = "from=2025-11-01&to=2025-11-30";

    JsonNode berlin =
        server.get("/channels/live/me/days?zone=Europe/Berlin&" + range).json().get("days");
    assertThat(berlin.findValuesAsText("date")).containsExactly("2025-11-26", "2025-11-25");
    assertThat(berlin.at("/0/broadcasts").asInt()).isEqualTo(2);
    assertThat(berlin.at("/0/duration").asDouble()).isEqualTo(20.0);
    assertThat(
            server
                .get("/channels/live/me/days?" + range)
                .json()
                .get("days")
                .findValuesAsText("date"))
        .containsExactly("2025-11-25", "2025-11-24");
    given.visibility(Given.id(3), Visibility.PRIVATE);
    server.caller = Caller.NOBODY;
    assertThat(server.get("/channels/live/me/days?" + range).json().get("days")).hasSize(1);
  }

  private List<String> ids(String query) {
    return server
        .get("/broadcasts" + query.replace("ü", "%C3%BC").replace("ß", "%C3%9F"))
        .assertStatus(200)
        .json()
        .get("broadcasts")
        .findValuesAsText("id");
  }

  /** Page by page; after each something happens. */
  private List<String> walk(String path, String list, String name, IntConsumer between) {
    List<String> seen = new ArrayList<>();
    String next = path;
    for (int page = 0; next != null; page++) {
      JsonNode answer = server.get(next).assertStatus(200).json();
      answer.get(list).forEach(row -> seen.add(row.get(name).asText()));
      JsonNode cursor = answer.get("cursor");
      next =
          cursor.isNull()
              ? null
              : path + "&cursor=" + URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8);
      between.accept(page);
    }
    return seen;
  }

  @Test
  void aChannelCountsOnlyWhatTheCallerGetsToSee() {
    given.show(Given.ME, Given.id(1), Given.BEGAN);
    String before = listed("/channels");
    String alone = server.get("/channels/live/me").json().toString();
    given.segment(given.live(Given.ME, Given.id(2), Given.BEGAN + 60_000), 0);
    given.visibility(Given.id(2), Visibility.PRIVATE);
    given.show(Given.ME, Given.id(3), Given.BEGAN + 30_000);
    given.visibility(Given.id(3), Visibility.UNLISTED);

    assertThat(listed("/channels?live=true")).as("to its owner").contains("\"broadcasts\":3");
    server.caller = Caller.NOBODY;

    String unlikeTheirOwner = "\"mayEdit\":true";
    assertThat(listed("/channels"))
        .isEqualTo(before.replace(unlikeTheirOwner, "\"mayEdit\":false"));
    assertThat(server.get("/channels/live/me").json().toString())
        .isEqualTo(alone.replace(unlikeTheirOwner, "\"mayEdit\":false"));
    assertThat(server.get("/channels?live=true").json().get("channels")).isEmpty();
  }

  private String listed(String path) {
    return server.get(path).json().get("channels").get(0).toString();
  }
}
