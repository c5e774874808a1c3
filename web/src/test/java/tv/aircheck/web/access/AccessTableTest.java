package tv.aircheck.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.access.Role;
import tv.aircheck.web.api.Api;
import tv.aircheck.web.api.route.Route;

/**
 * Every route over HTTP, and who gets what there; over RTMP the same is in cli's RtmpAccessTest.
 */
class AccessTableTest {
  @TempDir private static Path folder;
  private static AccessServer server;
  private static final Map<String, String[]> CALLERS = new LinkedHashMap<>();

  /**
   * Viewer and owner are of the private channel; "other" views another; "link" is to its show. What
   * stands in front of the routes is asked: 400 is one that was let in to make a link, and did not
   * say for how long. Lists leave out by themselves, and the status asks who it is.
   */
  private static final String TABLE =
      """
      METHOD  PATH                                 nobody other viewer owner operator link
      GET     /                                    200    200   200    200   200      200
      GET     /assets/app.123.js                   200    200   200    200   200      200
      GET     /watch/PRV                           200    200   200    200   200      200
      GET     /watch/NONE                          200    200   200    200   200      200
      GET     /healthz                             200    200   200    200   200      200
      GET     /readyz                              200    200   200    200   200      200
      GET     /metrics                             200    200   200    200   200      200
      GET     /flv/PUB.flv                         200    200   200    200   200      200
      GET     /flv/UNL.flv                         200    200   200    200   200      200
      GET     /flv/PRV.flv                         401    404   200    200   200      200
      GET     /flv/NONE.flv                        404    404   404    404   404      404
      GET     /flv/                                404    404   404    404   404      404
      GET     /hls/PRV/index.m3u8                  401    404   200    200   200      200
      GET     /hls/PRV/TAKE-0.m4s                  401    404   200    200   200      200
      GET     /mp4/PRV.mp4                         401    404   200    200   200      200
      HEAD    /mp4/PRV.mp4                         401    404   200    200   200      200
      GET     /mp4/UNL.mp4                         200    200   200    200   200      200
      GET     /watch/PRVCLIP                       200    200   200    200   200      200
      GET     /mp4/PUBCLIP.mp4                     200    200   200    200   200      200
      GET     /mp4/PRVCLIP.mp4                     401    404   200    200   200      401
      GET     /hls/PRVCLIP/index.m3u8              401    404   200    200   200      401
      GET     /thumb/PRV.jpg                       401    404   200    200   200      200
      GET     /storyboard/PRV.vtt                  401    404   200    200   200      200
      GET     /storyboard/PRV/0.jpg                401    404   200    200   200      200
      OPTIONS /mp4/PRV.mp4                         401    404   200    200   200      200
      GET     //flv/PRV.flv                        401    404   200    200   200      200
      GET     /x/../flv/PRV.flv                    401    404   200    200   200      200
      GET     /%66lv/%50RV.flv                     401    404   200    200   200      200
      GET     /flv/PRV.flv/                        401    404   200    200   200      200
      GET     /live/live/pub.flv                   200    200   200    200   200      200
      GET     /live/live/unl.flv                   200    200   200    200   200      200
      GET     /live/live/prv.flv                   401    404   200    200   200      401
      GET     /live/prv.flv                        404    404   404    404   404      404
      GET     /api/v1/channels                     200    200   200    200   200      200
      GET     /api/v1/channels/live/unl            200    200   200    200   200      200
      GET     /api/v1/channels/live/prv            401    404   200    200   200      401
      GET     /api/v1/channels/live/prv/days       401    404   200    200   200      401
      PATCH   /api/v1/channels/live/prv            401    404   403    200   200      401
      PATCH   /api/v1/channels/live/pub            401    403   403    403   200      401
      POST    /api/v1/channels/live/prv/links      401    404   403    400   400      401
      POST    /api/v1/channels/live/pub/links      401    403   403    403   400      401
      GET     /api/v1/broadcasts                   200    200   200    200   200      200
      GET     /api/v1/broadcasts/PRV               401    404   200    200   200      200
      GET     /api/v1/broadcasts/PRV/timeline      401    404   200    200   200      200
      GET     /api/v1/broadcasts/PRV/keyframes     401    404   200    200   200      200
      GET     /api/v1/broadcasts/PRV/gaps          401    404   200    200   200      200
      GET     /api/v1/broadcasts/PRV/segments      401    404   200    200   200      200
      GET     /api/v1/broadcasts/PRV/chat          401    404   200    200   200      200
      GET     /api/v1/broadcasts/PRV/clips         401    404   200    200   200      200
      GET     /api/v1/broadcasts/NONE              404    404   404    404   404      404
      PATCH   /api/v1/broadcasts/PRV               401    404   403    200   200      401
      DELETE  /api/v1/broadcasts/PRV               401    404   403    200   200      401
      POST    /api/v1/broadcasts/PRV/clips         401    404   403    200   200      401
      POST    /api/v1/broadcasts/PRV/restore       401    404   403    200   200      401
      POST    /api/v1/broadcasts/PRV/links         401    404   403    400   400      401
      DELETE  /api/v1/broadcasts/PUB               401    403   403    403   200      401
      GET     /api/v1/clips                        200    200   200    200   200      200
      GET     /api/v1/clips/PUBCLIP                200    200   200    200   200      200
      GET     /api/v1/clips/PRVCLIP                401    404   200    200   200      401
      PATCH   /api/v1/clips/PRVCLIP                401    404   403    200   200      401
      DELETE  /api/v1/clips/PRVCLIP                401    404   403    200   200      401
      POST    /api/v1/clips/PRVCLIP/restore        401    404   403    200   200      401
      POST    /api/v1/clips/PRVCLIP/links          401    404   403    400   400      401
      DELETE  /api/v1/clips/PUBCLIP                401    403   403    403   200      401
      GET     /api/v1/clips/NONE                   404    404   404    404   404      404
      GET     /api/v1/events                       200    200   200    200   200      200
      GET     /api/v1/openapi.json                 200    200   200    200   200      200
      GET     /api/v1/status                       200    200   200    200   200      200
      GET     /api/v1/session                      200    200   200    200   200      200
      POST    /api/v1/session                      400    400   400    400   400      400
      DELETE  /api/v1/session                      204    204   204    204   204      204
      POST    /api/v1/something                    401    403   403    403   200      401
      POST    /something                           401    403   403    403   200      401
      """;

  @BeforeAll
  static void start() throws Exception {
    server = new AccessServer(folder, true);
    CALLERS.put("nobody", new String[0]);
    CALLERS.put("other", bearer(Role.OWNER, "live/other"));
    CALLERS.put("viewer", bearer(Role.VIEWER, "live/prv"));
    CALLERS.put("owner", bearer(Role.OWNER, "live/p*v"));
    CALLERS.put("operator", bearer(Role.OPERATOR, "default"));
    CALLERS.put("link", new String[0]);
  }

  private static String[] bearer(Role role, String channels) {
    return new String[] {"Authorization", "Bearer " + server.token(role, channels)};
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> whoGetsWhat() throws Exception {
    List<String[]> lines = lines();
    String[] head = lines.get(0);
    String query = "?" + server.link("PRV", "prv").query();
    return lines.stream()
        .skip(1)
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line[0] + " " + line[1],
                    () -> {
                      for (int column = 2; column < head.length; column++) {
                        String path = line[1] + (head[column].equals("link") ? query : "");
                        assertThat(
                                server
                                    .send(line[0], path, null, CALLERS.get(head[column]))
                                    .statusCode())
                            .as(head[column])
                            .isEqualTo(Integer.parseInt(line[column]));
                      }
                    }));
  }

  private static List<String[]> lines() {
    return TABLE.lines().map(line -> line.trim().split(" +", -1)).toList();
  }

  @Test
  void everyRouteOfTheApiHasARowAboutWhatIsThere() {
    List<String[]> rows =
        lines().stream().skip(1).filter(line -> !line[1].contains("NONE")).toList();
    for (Route route : server.apiRoutes()) {
      String path = Api.ROOT + route.path().replaceAll("\\{\\w+}", "[^/]+");
      assertThat(rows)
          .as("%s %s%s", route.method(), Api.ROOT, route.path())
          .anyMatch(row -> row[0].equals(route.method().name()) && row[1].matches(path));
    }
  }

  @Test
  void whatOnlySomeMaySeeIsKeptFromSharedCaches() throws Exception {
    assertThat(server.get("/flv/PRV.flv", CALLERS.get("viewer")).headers().map())
        .containsEntry("cache-control", List.of("private, max-age=60"));
    assertThat(server.get("/flv/UNL.flv", CALLERS.get("viewer")).headers().map())
        .containsEntry("cache-control", List.of("public, max-age=60"));
  }

  @Test
  void anOwnerMakesALinkThatOpensThatShowAndWhatItsPageLoads() throws Exception {
    String made =
        server
            .send("POST", "/api/v1/broadcasts/PRV/links", "{\"seconds\": 60}", CALLERS.get("owner"))
            .body();
    String address = made.replaceAll(".*\"address\":\"([^\"]+)\".*", "$1");
    assertThat(address).startsWith("/watch/PRV?expires=");
    String query = address.substring(address.indexOf('?'));
    assertThat(server.get("/mp4/PRV.mp4" + query).statusCode()).isEqualTo(200);
    assertThat(server.get("/mp4/PRV.mp4" + query.replace("expires=1", "expires=2")).statusCode())
        .as("forged")
        .isEqualTo(401);

    String cookie = server.get(address).headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Strict")
        .startsWith("aircheck-link-PRV=");
    String kept = cookie.substring(0, cookie.indexOf(';'));
    assertThat(server.get("/hls/PRV/TAKE-0.m4s", "Cookie", kept).statusCode()).isEqualTo(200);
    assertThat(server.get("/live/live/prv.flv", "Cookie", kept).statusCode()).isEqualTo(401);
  }

  @Test
  void aLinkToAChannelOpensItsLiveStreamAndNothingElse() throws Exception {
    String query = "?" + server.link("live/prv", "prv").query();
    assertThat(server.get("/live/live/prv.flv" + query).statusCode()).isEqualTo(200);
    assertThat(server.get("/flv/PRV.flv" + query).statusCode()).isEqualTo(401);
    assertThat(server.get("/api/v1/channels/live/prv" + query).statusCode()).isEqualTo(401);
    assertThat(server.get("/api/v1/channels/live/prv/days" + query).statusCode()).isEqualTo(401);
  }
}
