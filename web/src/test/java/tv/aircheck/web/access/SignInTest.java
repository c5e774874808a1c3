package tv.aircheck.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.access.Role;

/** Signing in and out, what is open, and what other sites' pages may not do. */
class SignInTest {
  private static final String SESSION = "/api/v1/session";
  private static final String JSON = "application/json";

  @TempDir private Path folder;
  private AccessServer server;

  @BeforeEach
  void start() throws Exception {
    server = new AccessServer(folder, true);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpResponse<String> signIn(String token, String... headers) throws Exception {
    return server.send("POST", SESSION, "{\"token\": \"" + token + "\"}", headers);
  }

  private static String cookie(HttpResponse<String> answer) {
    String line = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return line.substring(0, line.indexOf(';'));
  }

  @Test
  void aSessionLastsUntilOneSignsOut() throws Exception {
    HttpResponse<String> answer = signIn(server.token(Role.OWNER, "live/*"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"role\":\"owner\"", "\"channels\":[\"live/*\"]");
    String cookie = cookie(answer);
    assertThat(server.get("/flv/PRV.flv", "Cookie", cookie).statusCode()).isEqualTo(200);
    assertThat(server.get(SESSION, "Cookie", cookie).body()).contains("\"role\":\"owner\"");

    assertThat(server.send("DELETE", SESSION, null, "Cookie", cookie).statusCode()).isEqualTo(204);
    assertThat(server.get("/flv/PRV.flv", "Cookie", cookie).statusCode()).isEqualTo(401);
    assertThat(server.get(SESSION, "Cookie", cookie).body())
        .contains("\"role\":\"nobody\"", "\"open\":false");

    String other = cookie(signIn(server.token(Role.OWNER, "live/*")));
    server.clock.advance(Duration.ofHours(1));
    assertThat(server.get("/flv/PRV.flv", "Cookie", other).statusCode()).isEqualTo(401);
  }

  @Test
  void scriptsAndOtherSitesDoNotGetTheCookie() throws Exception {
    String token = server.token(Role.VIEWER, "live/*");
    String plain = signIn(token).headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(plain)
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Strict", "Path=/", "Max-Age=3600")
        .doesNotContain("Secure", token);
    assertThat(
            signIn(token, "X-Forwarded-Proto", "https")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow())
        .contains("Secure");
  }

  @Test
  void whoSendsWrongTokensHasToWait() throws Exception {
    String right = server.token(Role.VIEWER, "live/*");
    for (int i = 0; i < 3; i++) {
      assertThat(signIn("act_wrong" + i).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> answer = signIn(right);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(server.get("/flv/PUB.flv", "Authorization", "Bearer " + right).statusCode())
        .isEqualTo(429);
    assertThat(server.get("/flv/PUB.flv").statusCode()).as("without one").isEqualTo(200);
    assertThat(signIn(right, "X-Forwarded-For", "1.2.3.4, 10.9.8.7").statusCode())
        .as("somebody else behind a proxy on this machine")
        .isEqualTo(200);
    server.clock.advance(Duration.ofMinutes(1));
    assertThat(signIn(right).statusCode()).isEqualTo(200);
  }

  @Test
  void otherSitesPagesChangeNothing() throws Exception {
    String token = server.token(Role.OWNER, "live/*");
    String cookie = cookie(signIn(token));
    String path = "/api/v1/broadcasts/PRV";
    String own = "http://127.0.0.1:" + server.port();

    assertThat(delete(path, "Cookie", cookie, "Origin", "https://evil.example")).isEqualTo(403);
    assertThat(delete(path, "Cookie", cookie, "Origin", "null")).isEqualTo(403);
    assertThat(delete(path, "Cookie", cookie, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
    assertThat(delete(path, "Cookie", cookie, "Sec-Fetch-Site", "same-origin")).isEqualTo(200);
    assertThat(delete(path, "Cookie", cookie, "Origin", own)).isEqualTo(200);
    assertThat(delete(path, "Cookie", cookie)).as("no browser").isEqualTo(200);
    assertThat(delete(path, "Authorization", "Bearer " + token, "Origin", "https://a.example"))
        .as("with a bearer token")
        .isEqualTo(200);
    assertThat(signIn(token, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
  }

  private int delete(String path, String... headers) throws Exception {
    return server.send("DELETE", path, null, headers).statusCode();
  }

  @Test
  void everythingIsOpenOnThisMachineUntilThereIsAToken() throws Exception {
    assertThat(server.get(SESSION).body())
        .contains("\"role\":\"open\"", "\"open\":true", "\"channels\":[\"*/*\"]");
    assertThat(delete("/api/v1/broadcasts/PRV")).isEqualTo(200);
    assertThat(delete("/api/v1/broadcasts/PRV", "Origin", "https://evil.example")).isEqualTo(403);
    assertThat(server.get("/flv/PRV.flv", "X-Forwarded-For", "10.0.0.1").statusCode())
        .as("passed on by a proxy")
        .isEqualTo(401);
    assertThat(server.get("/flv/PRV.flv", "Sec-Fetch-Site", "cross-site").statusCode())
        .as("another site's page")
        .isEqualTo(401);
    assertThat(statusOfHost("evil.example")).as("a name that leads here").isEqualTo(401);
    assertThat(statusOfHost("localhost")).isEqualTo(200);

    server.token(Role.VIEWER, "live/other");
    assertThat(server.get(SESSION).body()).contains("\"role\":\"nobody\"");
    assertThat(delete("/api/v1/broadcasts/PRV")).isEqualTo(401);
  }

  private int statusOfHost(String host) throws Exception {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(server.port())
            .setMethod(HttpMethod.GET)
            .setURI("/flv/PRV.flv")
            .putHeader("Host", host + ":" + server.port());
    return server
        .vertx()
        .createHttpClient()
        .request(options)
        .compose(request -> request.send())
        .map(response -> response.statusCode())
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void whatIsNoTokenIsSaidPlainly() throws Exception {
    assertThat(server.send("POST", SESSION, "token=x", "Content-Type", JSON).statusCode())
        .isEqualTo(400);
    assertThat(server.send("POST", SESSION, "[1]", "Content-Type", JSON).statusCode())
        .isEqualTo(400);
    assertThat(server.send("POST", SESSION, "x".repeat(10_000)).statusCode()).isEqualTo(413);
  }
}
