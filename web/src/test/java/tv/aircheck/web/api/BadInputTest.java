package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tv.aircheck.index.access.Caller;

/** What cannot be done is said in a sentence. */
class BadInputTest {
  private static final String SHOW = "/broadcasts/" + Given.id(1);

  @TempDir private static Path folder;
  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = new ApiServer(folder);
    new Given(server.index).show(Given.ME, Given.id(1), Given.BEGAN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/channels?limit=0 | limit | 'limit' is between 1 and 500, not '0'",
        "/channels?limit=501 | limit | 'limit' is between 1 and 500",
        "/channels?limit=ten | limit | 'limit' is a number between 1 and 500, not 'ten'",
        "/channels?limit=1&limit=2 | limit | 'limit' is there more than once",
        "/channels?live=yes | live | 'live' is true or false, not 'yes'",
        "/channels?lvie=true | lvie | there is no parameter 'lvie' here; there is 'live'",
        "/channels?cursor=%FF%FE | cursor | 'cursor' is the 'cursor' that a page",
        "/channels?cursor=YQ | cursor | 'cursor' is the 'cursor' that a page",
        "/broadcasts?cursor=YQ | cursor | 'cursor' is the one that a page of the same list gave",
        "/broadcasts?channel=me | channel | 'channel' is a channel, APP/NAME, not 'me'",
        "/broadcasts?channel=a/b/c | channel | 'channel' is a channel, APP/NAME",
        "/broadcasts?channel=/me | channel | 'channel' is a part of a channel's name",
        "/broadcasts?from=yesterday | from | 'from' is a time in ISO 8601 with a zone",
        "/broadcasts?from=2026-11-26T00:00:00 | from | 'from' is a time in ISO 8601 with a zone",
        "/broadcasts?to=+999999999-01-01T00:00:00Z | to | 'to' is a time",
        "/broadcasts?state=dead | state | 'state' is live or ended or marked, not 'dead'",
        "/broadcasts?state=LIVE | state | 'state' is live or ended or marked",
        "/broadcasts/me | id | 'id' is an id of 26 letters and digits, not 'me'",
        "/broadcasts/01M8C/timeline | id | 'id' is an id of 26 letters",
        "/channels/live/me/days?zone=Mars | zone | 'zone' is a time zone such as Europe/Berlin",
        "/channels/live/me/days?from=26.11.2026 | from | 'from' is a date such as",
        "/channels/live/me/days?from=2020-01-01 | from | 1100 days at most",
        "/channels/live/me/days?from=2026-02-02&to=2026-02-01 | from | is at or before 'to'",
        "/events?types=went-live,off | types | 'types' is went-live or ended or",
        "/openapi.json?pretty=1 | pretty | there is no parameter 'pretty' here",
      })
  void aParameter(String path, String parameter, String words) {
    Shown answer = server.get(path);

    answer.assertProblem(400, words);
    assertThat(answer.text("/parameter")).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/keyframes?from=-1 | from | 'from' is seconds, from 0 on",
        "/keyframes?from=NaN | from | 'from' is seconds, from 0 on",
        "/keyframes?to=1e99 | to | 'to' is seconds, from 0 on",
        "/keyframes?cursor=OTkKMQ | cursor | 'cursor' is the one that a page of the same list",
        "/segments?cursor=eApi | cursor | 'cursor' is the 'cursor' that a page",
        "/segments?limit=5001 | limit | 'limit' is between 1 and 5000",
      })
  void aParameterOfAShow(String path, String parameter, String words) {
    Shown answer = server.get(SHOW + path);

    answer.assertProblem(400, words);
    assertThat(answer.text("/parameter")).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | the body is no JSON",
        "[] | the body is to be a JSON object",
        "{} {} | the body is no JSON",
        "{\"title\":1} | 'title' is text or null",
        "{\"title\":\"a\\nb\"} | 'title' is one line of text",
        "{\"title\":\"a\",\"title\":\"b\"} | the body is no JSON",
        "{\"titel\":\"a\"} | there is no 'titel' to be sent here; there is 'title', 'locked'",
        "{\"locked\":null} | 'locked' is true or false",
        "{\"locked\":\"true\"} | 'locked' is true or false",
        "{\"visibility\":\"secret\"} | 'visibility' is public or unlisted or private",
        "{\"visibility\":1} | 'visibility' is public or unlisted or private",
      })
  void aBody(String body, String words) {
    server.patch(SHOW, "*", body).assertProblem(400, words);
  }

  @Test
  void aTitleThatIsTooLong() {
    server
        .patch(SHOW, "*", "{\"title\":\"" + "x".repeat(201) + "\"}")
        .assertProblem(400, "'title' has 200 letters at most, not 201");
  }

  @Test
  void aBodyThatIsTooLongOrNoJson() {
    server
        .patch(SHOW, "*", "{\"title\":\"" + "x".repeat(70_000) + "\"}")
        .assertProblem(413, "64 KiB");
    HttpRequest.Builder form =
        server
            .request(SHOW)
            .header("If-Match", "*")
            .method("PATCH", HttpRequest.BodyPublishers.ofString("title=x"));
    server.send(form.build()).assertProblem(415, "application/json");
    server
        .send(form.header("Content-Type", "text/plain").build())
        .assertProblem(415, "application/json");
  }

  @Test
  void whatIsNotThere() {
    server.get("/broadcasts/" + Given.id(9)).assertProblem(404, "there is no broadcast");
    server.get("/broadcasts/" + Given.id(9) + "/segments").assertProblem(404, "no broadcast");
    server.get("/channels/no/such").assertProblem(404, "there is no channel no/such");
    server.get("/nowhere").assertProblem(404, "There is nothing at");
    server.post("/channels").assertProblem(405, "is not for");
    server.delete("/broadcasts/" + Given.id(9), "*").assertProblem(404, "no broadcast");
  }

  @Test
  void theStatusIsForThoseWhoRunTheServer() {
    server.caller = Caller.NOBODY;
    try {
      assertThat(server.get("/status").assertStatus(200).at("/node").isObject()).isTrue();
      server.get("/status", "X-Forwarded-For", "203.0.113.9").assertProblem(401, "operator");
      server.get("/status", "Sec-Fetch-Site", "cross-site").assertProblem(401, "operator");
      server.get("/status", "Origin", "https://evil.example").assertProblem(401, "operator");
    } finally {
      server.caller = Caller.OPEN;
    }
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    Shown first = server.get("/broadcasts");
    Shown again = server.get("/broadcasts", "If-None-Match", first.etag());

    again.assertStatus(304);
    assertThat(again.response().body()).isEmpty();
    assertThat(again.etag()).isEqualTo(first.etag());
    assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(first.header("Vary")).contains("Authorization");
    server.get("/broadcasts", "If-None-Match", "\"other\"").assertStatus(200);
    HttpRequest head =
        server.request("/broadcasts").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    assertThat(server.send(head).etag()).isEqualTo(first.etag());
  }
}
