package tv.aircheck.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.ExitCode;
import tv.aircheck.cli.Said;
import tv.aircheck.testkit.Await;
import tv.aircheck.testkit.GeneratedLog;
import tv.aircheck.testkit.LogShape;
import tv.aircheck.testkit.TestCertificate;
import tv.aircheck.web.TlsSettings;

/**
 * A show as a browser meets it: it goes live, ends, is watched, named, locked, deleted and had
 * back; all of it by HTTP/2, as there is a certificate.
 */
class ApiEndToEndTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path data;
  @TempDir private Path secrets;
  private HttpClient client;
  private final List<String> events = new CopyOnWriteArrayList<>();
  private String root;

  @Test
  void fromGoingLiveToBeingHadBack() throws Exception {
    TestCertificate own = TestCertificate.in(secrets);
    client = HttpClient.newBuilder().sslContext(own.trusting()).build();
    try (TestNode node = TestNode.start(data, new TlsSettings(own.certificate(), own.key()))) {
      root = node.http("/api/v1");
      listen();
      LogShape shape = LogShape.plain(7, 25_000);
      GeneratedLog log = GeneratedLog.of(shape.withVideo(shape.video().withFrameBytes(2_000)));
      String id;
      try (Publishers publishers = new Publishers(20)) {
        publishers.connect(node.live("me"), log);
        publishers.sendFor(600);
        Await.until("news of it", () -> events.contains("went-live"));
        JsonNode live = get("/channels?live=true").get("channels").get(0);
        assertThat(live.get("channel").asText()).isEqualTo("live/me");
        id = live.at("/latest/id").asText();
        assertThat(get("/broadcasts/" + id).at("/expiry/state").asText()).isEqualTo("on-air");
        publishers.end();
      }
      node.recorded().awaitOver("me");
      Await.until("the end of it", () -> events.contains("ended"));
      assertThat(events).contains("segment-stored");
      media(node, id);
      clip(id);
      edit(id);
      compareWithTheCommands(id);
      JsonNode line = get("/broadcasts/" + id + "/timeline");
      assertThat(line.get("duration").asDouble()).isBetween(24.0, 26.0);
      assertThat(get("/broadcasts/" + id + "/keyframes").get("keyframes")).isNotEmpty();
      assertThat(get("/status").at("/node/roles")).hasSize(3);
    }
  }

  private void media(TestNode node, String id) throws IOException, InterruptedException {
    String list = new String(load(node.http("/hls/" + id + "/media.m3u8")), StandardCharsets.UTF_8);
    String name = list.lines().filter(line -> line.endsWith(".m4s")).findFirst().orElseThrow();
    byte[] piece = load(node.http("/hls/" + id + "/" + name));
    assertThat(new String(piece, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("styp");
    assertThat(piece).hasSizeGreaterThan(100_000);

    String film = node.http("/mp4/" + id + ".mp4");
    byte[] whole = load(film);
    int from = whole.length / 3;
    byte[] range = load(film, "Range", "bytes=" + from + "-" + (from + 299_999));
    assertThat(range).isEqualTo(Arrays.copyOfRange(whole, from, from + 300_000));
    assertThat(load(node.http("/flv/" + id + ".flv"))).hasSizeGreaterThan(500_000);
  }

  private byte[] load(String address, String... fields) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (fields.length > 0) {
      request.headers(fields);
    }
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(address).isEqualTo(fields.length > 0 ? 206 : 200);
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return answer.body();
  }

  private void clip(String id) throws IOException, InterruptedException {
    String clips = "/broadcasts/" + id + "/clips";
    HttpResponse<String> made =
        send("POST", clips, null, "{\"start\":2.5,\"end\":8,\"title\":\"The drop\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String clip = MAPPER.readTree(made.body()).get("id").asText();
    String path = "/clips/" + clip;
    assertThat(made.headers().firstValue("Location")).hasValue("/api/v1" + path);
    assertThat(get(clips).at("/clips/0/end").asDouble()).isEqualTo(8.0);
    assertThat(get("/broadcasts/" + clip + "/timeline").get("duration").asDouble())
        .isBetween(5.0, 8.0);
    assertThat(send("POST", clips, null, "{\"start\":8,\"end\":2}").statusCode()).isEqualTo(400);
    assertThat(send("POST", clips, null, "{\"start\":8}").statusCode()).isEqualTo(400);
    assertThat(send("PATCH", path, head(path), "{\"title\":\"It\"}").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", path, null, "").statusCode()).isEqualTo(428);
    assertThat(send("DELETE", path, "*", "").statusCode()).isEqualTo(200);
    assertThat(get("/clips?channel=live/me").get("clips")).isEmpty();
    assertThat(get("/clips?marked=true").at("/clips/0/title").asText()).isEqualTo("It");
    assertThat(send("POST", path + "/restore", null, "").statusCode()).isEqualTo(200);
    JsonNode command = MAPPER.readTree(Said.over(data, "clip", "ls", "--json").out());
    JsonNode api = get(path);
    command
        .at("/clips/0")
        .properties()
        .forEach(
            field ->
                assertThat(api.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
  }

  private void edit(String id) throws IOException, InterruptedException {
    String path = "/broadcasts/" + id;
    assertThat(
            Said.over(data, "retention", "policy", "set", "default", "--keep-for", "30d", "--yes"))
        .matches(said -> said.status() == ExitCode.DONE);
    Await.until(
        "it is known when it goes",
        PATIENCE,
        () -> quietly(path).at("/expiry/state").asText().equals("expires"));
    assertThat(get(path).at("/expiry/rule").asText()).isEqualTo("keep-for 30d (*/*)");

    String etag = head(path);
    assertThat(send("PATCH", path, etag, "{\"title\":\"Named\",\"locked\":true}").statusCode())
        .isEqualTo(200);
    assertThat(send("DELETE", path, "*", "").statusCode()).isEqualTo(409);
    assertThat(send("PATCH", path, "*", "{\"locked\":false}").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", path, "*", "").statusCode()).isEqualTo(200);
    assertThat(get("/broadcasts").get("broadcasts")).isEmpty();
    assertThat(send("POST", path + "/restore", null, "").statusCode()).isEqualTo(200);
    Await.until("news of that", () -> events.contains("restored"));
    assertThat(Said.over(data, "broadcasts", "title", id, "By a command").status())
        .isEqualTo(ExitCode.DONE);
    Await.until(
        "news of a command",
        () -> events.lastIndexOf("title-changed") > events.indexOf("restored"));
  }

  /** What both show is the same. */
  private void compareWithTheCommands(String id) throws IOException, InterruptedException {
    JsonNode command = MAPPER.readTree(Said.over(data, "broadcasts", "show", id, "--json").out());
    JsonNode api = get("/broadcasts/" + id);
    command
        .properties()
        .forEach(
            field ->
                assertThat(api.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
    JsonNode channel =
        MAPPER.readTree(Said.over(data, "channels", "show", "live/me", "--json").out());
    JsonNode shown = get("/channels/live/me");
    channel
        .properties()
        .forEach(
            field ->
                assertThat(shown.get(field.getKey()))
                    .as(field.getKey())
                    .isEqualTo(field.getValue()));
  }

  private void listen() throws IOException, InterruptedException {
    HttpResponse<Stream<String>> stream =
        client.send(
            HttpRequest.newBuilder(URI.create(root + "/events")).build(),
            HttpResponse.BodyHandlers.ofLines());
    assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
    Thread reader =
        new Thread(
            () ->
                stream
                    .body()
                    .filter(line -> line.startsWith("event: "))
                    .forEach(line -> events.add(line.substring("event: ".length()))),
            "listener");
    reader.setDaemon(true);
    reader.setUncaughtExceptionHandler((thread, e) -> events.add("closed"));
    reader.start();
  }

  private JsonNode quietly(String path) {
    try {
      return get(path);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", path, null, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private String head(String path) throws IOException, InterruptedException {
    return send("GET", path, null, "").headers().firstValue("ETag").orElseThrow();
  }

  private HttpResponse<String> send(String method, String path, String etag, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (etag != null) {
      request.header("If-Match", etag);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
