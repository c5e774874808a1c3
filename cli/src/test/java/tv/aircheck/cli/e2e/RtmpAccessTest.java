package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.Index;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.AccessEdits.Made;
import tv.aircheck.index.access.AccessEdits.Wish;
import tv.aircheck.index.access.Role;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.rtmp.PlayRequest;
import tv.aircheck.rtmp.RtmpException;
import tv.aircheck.rtmp.RtmpPlayer;
import tv.aircheck.rtmp.RtmpPublisher;
import tv.aircheck.rtmp.RtmpUri;
import tv.aircheck.rtmp.StatusCode;
import tv.aircheck.rtmp.Transport;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;

/** Who gets what over RTMP, live and past; over HTTP the same is in web's AccessTableTest. */
class RtmpAccessTest {
  private static final Map<String, Visibility> CHANNELS =
      Map.of("pub", Visibility.PUBLIC, "unl", Visibility.UNLISTED, "prv", Visibility.PRIVATE);

  /** The viewer's token is for the private channel; "show" and "channel" are signed links to it. */
  private static final String TABLE =
      """
      ADDRESS           nobody wrong other viewer show channel
      live/pub          yes    no    yes   yes    yes  yes
      live/unl          yes    no    yes   yes    yes  yes
      live/prv          no     no    no    yes    no   yes
      archive/live/pub  yes    no    yes   yes    yes  yes
      archive/live/unl  yes    no    yes   yes    yes  yes
      archive/live/prv  no     no    no    yes    no   yes
      archive/PUB       yes    no    yes   yes    yes  yes
      archive/PRV       no     no    no    yes    yes  no
      """;

  @RegisterExtension private static final CaughtLog LOG = new CaughtLog();

  @TempDir private static Path folder;
  private static final Transport TRANSPORT = Transport.of("auto");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final List<LogPublisher> ON_AIR = new ArrayList<>();
  private static TestNode node;
  private static EventLoopGroup loops;
  private static Index index;
  private static String key;
  private static String viewer;
  private static String other;

  @BeforeAll
  static void start() {
    node = TestNode.start(folder.resolve("data"));
    loops = TRANSPORT.group(1, "clients");
    index = node.server().archive().index();
    key = secret(Role.PUBLISHER, "live/*");
    viewer = secret(Role.VIEWER, "live/prv");
    other = secret(Role.OWNER, "live/other");
    CHANNELS.forEach(
        (name, visibility) -> {
          index.writeNow(
              tx -> {
                edits(tx).visibility(new ChannelName("live", name), visibility);
                return null;
              });
          LogPublisher publisher = publish(name, key);
          publisher.sendUntil(3_000);
          ON_AIR.add(publisher);
        });
    CHANNELS
        .keySet()
        .forEach(
            name ->
                Await.until(name + " is recorded", () -> !node.recorded().takes(name).isEmpty()));
  }

  private static AccessEdits edits(Transaction tx) {
    return new AccessEdits(tx, System.currentTimeMillis(), "me@here", "");
  }

  private static String secret(Role role, String channels) {
    return made(role, channels).secret();
  }

  private static Made made(Role role, String channels) {
    return index.writeNow(
        tx -> edits(tx).make(new Wish(role, ChannelPattern.parse(channels), "", null), RANDOM));
  }

  @AfterAll
  static void stop() {
    ON_AIR.forEach(LogPublisher::close);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    node.close();
  }

  private static LogPublisher publish(String name, String secret) {
    GeneratedLog log = GeneratedLog.of(LogShape.plain(name.hashCode(), 8_000));
    return new LogPublisher(log, connect(name, "?key=" + secret));
  }

  /** Throws what the server said. */
  private static RtmpPublisher connect(String name, String query) {
    return RtmpPublisher.connect(RtmpUri.parse(node.live(name) + query), TRANSPORT, loops).join();
  }

  private static boolean plays(String address) {
    RtmpUri uri = RtmpUri.parse("rtmp://" + node.server().rtmp() + "/" + address);
    try (RtmpPlayer player =
        RtmpPlayer.connect(uri, PlayRequest.LIVE_OR_RECORDED, TRANSPORT, loops, message -> {})
            .orTimeout(10, TimeUnit.SECONDS)
            .join()) {
      assertThat(player).isNotNull();
      return true;
    } catch (CompletionException e) {
      assertThat(e.getCause())
          .as(address)
          .isInstanceOfSatisfying(
              RtmpException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(StatusCode.PLAY_STREAM_NOT_FOUND));
      return false;
    }
  }

  @TestFactory
  Stream<DynamicTest> whoGetsWhat() throws Exception {
    Map<String, String> callers = new LinkedHashMap<>();
    callers.put("nobody", "");
    callers.put("wrong", "?token=act_nothing");
    callers.put("other", "?token=" + other);
    callers.put("viewer", "?token=" + viewer);
    callers.put("show", "?" + link("/api/v1/broadcasts/" + id("prv")));
    callers.put("channel", "?" + link("/api/v1/channels/live/prv"));
    List<String[]> lines = TABLE.lines().map(line -> line.trim().split(" +", -1)).toList();
    String[] head = lines.get(0);
    return lines.stream()
        .skip(1)
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line[0],
                    () -> {
                      String address = line[0].replace("PUB", id("pub")).replace("PRV", id("prv"));
                      for (int column = 1; column < head.length; column++) {
                        assertThat(plays(address + callers.get(head[column])))
                            .as(head[column])
                            .isEqualTo(line[column].equals("yes"));
                      }
                    }));
  }

  @Test
  void aLinkToAChannelOpensNothingOfItsPast() throws Exception {
    String query = link("/api/v1/channels/live/prv");
    long began = index.broadcasts().find(id("prv")).orElseThrow().startedAtMs();
    String at = "&at=" + Instant.ofEpochMilli(began + 1_000);
    assertThat(plays("archive/live/prv?token=" + viewer + at)).isTrue();
    assertThat(plays("archive/live/prv?" + query + at)).isFalse();
    assertThat(plays("archive/live/prv?" + at.substring(1) + "&" + query)).isFalse();
  }

  private static String id(String name) {
    return index.broadcasts().latest(new ChannelName("live", name)).orElseThrow().id();
  }

  /** As its owner makes one over HTTP. */
  private static String link(String path) throws Exception {
    HttpResponse<String> answer =
        ask(
            HttpRequest.newBuilder(URI.create(node.http(path + "/links")))
                .header("Authorization", "Bearer " + secret(Role.OPERATOR, "default"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"seconds\": 600}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.body().replaceAll(".*\"query\":\"([^\"]+)\".*", "$1");
  }

  private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int status(String path) throws Exception {
    return ask(HttpRequest.newBuilder(URI.create(node.http(path)))).statusCode();
  }

  @Test
  void aLinkToAShowOpensWhatTheApiSaysOfIt() throws Exception {
    String show = "/api/v1/broadcasts/" + id("prv");
    String query = "?" + link(show);
    assertThat(status(show + query)).isEqualTo(200);
    assertThat(status(show + "/timeline" + query)).isEqualTo(200);
    assertThat(status(show + "/keyframes" + query + "&limit=1")).isEqualTo(200);
    assertThat(status(show + query + "&other=1")).isEqualTo(400);
    assertThat(status(show)).isEqualTo(401);
    assertThat(status("/api/v1/channels/live/prv" + query)).isEqualTo(401);
  }

  @Test
  void onlyWhoHasTheKeyOfAChannelPublishesToIt() {
    assertThatThrownBy(() -> connect("x", "")).hasMessageContaining("a publish key is needed");
    assertThatThrownBy(() -> connect("x", "?key=ack_nothing"))
        .hasMessageContaining("wrong publish key");
    assertThatThrownBy(() -> connect("x", "?key=" + viewer))
        .as("a token is no key")
        .hasMessageContaining("wrong publish key");
    connect("x", "?key=" + key).close();
  }

  @Test
  void aKeyIsRotatedUnderAPublisherWhoStaysOnAir() {
    Made old = made(Role.PUBLISHER, "live/rot*");
    LogPublisher publisher = publish("rotated", old.secret());
    publisher.sendUntil(2_000);
    Made successor = index.writeNow(tx -> edits(tx).rotate(old.row().id(), Duration.ZERO, RANDOM));
    Await.until("the old key is refused", () -> isRefused("rot2", old.secret()));
    connect("rot2", "?key=" + successor.secret()).close();

    publisher.close();
    Recorded.assertSame(
        node.recorded().log(node.recorded().awaitStored("rotated")), publisher.log());
  }

  @Test
  void noSecretIsInTheLog() throws Exception {
    String show = "/api/v1/broadcasts/" + id("prv");
    String words = link(show);
    String forged = words.replace("signature=", "signature=FORGED");
    connect("logged", "?key=" + key).close();
    assertThat(isRefused("logged", "ack_WRONG")).isTrue();
    assertThat(plays("archive/live/prv?token=" + viewer)).isTrue();
    assertThat(plays("live/prv?token=act_WRONG")).isFalse();
    for (String query : List.of(words, forged, "token=" + other)) {
      assertThat(plays("live/prv?" + query)).isFalse();
      plays("archive/" + id("prv") + "?" + query);
      status(show + "?" + query);
      status("/nothing?" + query);
    }
    URI session = URI.create(node.http("/api/v1/session"));
    String cookie =
        ask(HttpRequest.newBuilder(session)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + viewer + "\"}")))
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .replaceAll("^[^=]+=([^;]+);.*", "$1");
    ask(HttpRequest.newBuilder(session).header("Cookie", "aircheck-session=" + cookie));
    ask(HttpRequest.newBuilder(session).header("Authorization", "Bearer act_WRONG"));

    Await.until(
        "what was refused is logged",
        () -> LOG.lines().stream().anyMatch(line -> line.contains("may not play live/prv")));
    assertThat(LOG.lines()).anyMatch(line -> line.contains("may not publish live/logged"));
    String signature = words.replaceAll(".*signature=", "");
    for (String secret : List.of(key, viewer, other, cookie, signature, "WRONG", "FORGED")) {
      assertThat(LOG.lines()).noneMatch(line -> line.contains(secret));
    }
  }

  private static boolean isRefused(String name, String secret) {
    try {
      connect(name, "?key=" + secret).close();
      return false;
    } catch (CompletionException e) {
      // Its last connection may not be over yet.
      return e.getMessage().contains("wrong publish key");
    }
  }
}
