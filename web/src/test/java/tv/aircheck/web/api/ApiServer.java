package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import tv.aircheck.index.BroadcastRow;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.access.Caller;
import tv.aircheck.playback.BringBack;
import tv.aircheck.playback.BringBackSettings;
import tv.aircheck.playback.ClipDesk;
import tv.aircheck.storage.DirectoryStore;
import tv.aircheck.storage.LocalDisk;
import tv.aircheck.storage.Spool;
import tv.aircheck.storage.TieredStore;
import tv.aircheck.web.HttpService;
import tv.aircheck.web.HttpSettings;
import tv.aircheck.web.access.LinkRoutes;
import tv.aircheck.web.access.SessionRoutes;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.json.ExpiryJson;
import tv.aircheck.web.json.RuleJson;
import tv.aircheck.web.json.WhereaboutsJson;

/**
 * The API over a real index, asked over real HTTP. Each good answer is compared with its
 * description.
 */
final class ApiServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final Index index;
  final Api api;
  final TieredStore store;
  private final ClipDesk clips;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpService service;
  private final JsonNode openApi;

  /** Who asks next. */
  volatile Caller caller = Caller.OPEN;

  ApiServer(Path folder) {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    store = store(folder);
    clips = clips(folder);
    ApiParts parts =
        new ApiParts(
            index,
            InstantSource.system(),
            System::nanoTime,
            new Kept(),
            clips,
            new Addresses(true, true, 1935),
            () -> "{\"node\":{}}".getBytes(StandardCharsets.UTF_8),
            "1.2.3");
    List<Route> ofAccess = new ArrayList<>(SessionRoutes.DESCRIBED);
    ofAccess.addAll(LinkRoutes.DESCRIBED);
    api = new Api(vertx, parts, ofAccess);
    Router router =
        HttpService.router(vertx, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), List.of());
    api.mount(router, context -> caller);
    try {
      service =
          HttpService.start(
                  vertx, HttpSettings.defaults(), new InetSocketAddress("127.0.0.1", 0), router)
              .toCompletionStage()
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    openApi = send(request("/openapi.json").build()).json();
  }

  /** Empty, unless a test says otherwise. */
  private static TieredStore store(Path folder) {
    try {
      return new TieredStore(DirectoryStore.open(folder.resolve("store"), new LocalDisk()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ClipDesk clips(Path folder) {
    InstantSource clock = InstantSource.system();
    try {
      Spool spool =
          Spool.open(
              Files.createDirectories(folder.resolve("data")).resolve("spool"), new LocalDisk());
      BringBack bringBack =
          new BringBack(index, store, clock, BringBackSettings.DEFAULT, Runnable::run);
      return ClipDesk.of(index, spool, store, bringBack, clock, new Random(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing goes by itself; what is deleted can be had back for a week. */
  private static final class Kept implements Keeping {
    @Override
    public Duration grace() {
      return Duration.ofDays(7);
    }

    @Override
    public List<RuleJson> rules(ChannelName channel) {
      return List.of(new RuleJson("keep-last", "default", 10, "broadcasts"));
    }

    @Override
    public ExpiryJson expiry(BroadcastRow show) {
      return new ExpiryJson("kept", null, null, null);
    }

    @Override
    public WhereaboutsJson whereabouts(String broadcastId) {
      return WhereaboutsJson.of("STANDARD", 0, "READY", null);
    }
  }

  JsonNode openApi() {
    return openApi;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + Api.ROOT + path);
  }

  HttpClient client() {
    return client;
  }

  Shown get(String path) {
    return send(request(path).build());
  }

  Shown get(String path, String header, String value) {
    return send(request(path).header(header, value).build());
  }

  /** With the ETag that is to be matched; null for none. */
  Shown patch(String path, String etag, String body) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body));
    return send(etag == null ? request.build() : request.header("If-Match", etag).build());
  }

  Shown delete(String path, String etag) {
    HttpRequest.Builder request = request(path).DELETE();
    return send(etag == null ? request.build() : request.header("If-Match", etag).build());
  }

  Shown post(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  Shown post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  Shown send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode json = response.body().length == 0 ? null : MAPPER.readTree(response.body());
      Shown shown = new Shown(response, json);
      if (openApi != null && json != null) {
        compare(request, shown);
      }
      return shown;
    } catch (IOException e) {
      throw new IllegalStateException("asking " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void compare(HttpRequest request, Shown shown) {
    String path = request.uri().getRawPath().substring(Api.ROOT.length());
    JsonNode schema =
        shown.status() < 300
            ? schema(path, request.method(), shown.status())
            : openApi.at("/components/schemas/Problem");
    assertThat(schema).as("%s %s is described", request.method(), path).isNotNull();
    List<String> faults = SchemaCheck.faults(openApi, schema, shown.json());
    if (shown.status() >= 400) {
      faults.removeIf(fault -> fault.startsWith("/parameter"));
    }
    assertThat(faults).as("%s %s: %s", request.method(), path, shown.json()).isEmpty();
  }

  /** Of what is answered to a path; null where it is not described. */
  JsonNode schema(String path, String method, int status) {
    String wanted = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    for (String template : (Iterable<String>) () -> openApi.get("paths").fieldNames()) {
      Pattern pattern = Pattern.compile(template.replaceAll("\\{\\w+}", "[^/]+"));
      JsonNode operation = openApi.get("paths").get(template).get(wanted);
      if (operation != null && pattern.matcher(path).matches()) {
        JsonNode media = operation.at("/responses/" + status + "/content");
        return media.isMissingNode() ? null : media.elements().next().get("schema");
      }
    }
    return null;
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      api.close();
      clips.close();
      index.close();
    }
  }
}
