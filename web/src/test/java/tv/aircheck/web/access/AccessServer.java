package tv.aircheck.web.access;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.ChannelPattern;
import tv.aircheck.index.ClipRange;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.NewClip;
import tv.aircheck.index.NewTake;
import tv.aircheck.index.Transaction;
import tv.aircheck.index.access.AccessEdits;
import tv.aircheck.index.access.AccessEdits.Made;
import tv.aircheck.index.access.AccessEdits.Wish;
import tv.aircheck.index.access.AccessSettings;
import tv.aircheck.index.access.Caller;
import tv.aircheck.index.access.GateWorld;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.index.access.LinkWords;
import tv.aircheck.index.access.PublishRule;
import tv.aircheck.index.access.Role;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.testkit.ManualClock;
import tv.aircheck.web.HttpService;
import tv.aircheck.web.HttpSettings;
import tv.aircheck.web.api.Api;
import tv.aircheck.web.api.ApiParts;
import tv.aircheck.web.api.route.Route;

/**
 * A server whose every route answers with who was let in, over an index with three channels, each
 * with a show and a clip.
 */
final class AccessServer {
  static final Map<String, Visibility> CHANNELS =
      Map.of("pub", Visibility.PUBLIC, "unl", Visibility.UNLISTED, "prv", Visibility.PRIVATE);

  final ManualClock clock = ManualClock.atSomeTime();
  final Index index;
  final Gatekeeper gate;
  private final SecureRandom random = new SecureRandom();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpService service;

  AccessServer(Path folder, boolean openWithoutTokens) throws Exception {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    CHANNELS.forEach(this::show);
    gate =
        new Gatekeeper(
            index,
            new AccessSettings(Duration.ofHours(1), 3, Duration.ofDays(1), ""),
            PublishRule.of(true, Map.of()),
            new GateWorld(clock, clock.ticker(), random, () -> "a secret of this test"));
    Router router =
        HttpService.router(vertx, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), List.of());
    router.route().handler(new AccessHandler(gate, openWithoutTokens));
    SessionRoutes.mount(router, gate);
    LinkRoutes.mount(router, gate);
    router
        .route()
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Cache-Control", "public, max-age=60")
                    .end(Callers.of(context).role()));
    service =
        HttpService.start(
                vertx, HttpSettings.defaults(), new InetSocketAddress("127.0.0.1", 0), router)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  /** A show whose id is its channel's name in upper case, and a clip of it. */
  private void show(String name, Visibility visibility) {
    ChannelName channel = new ChannelName("live", name);
    index.writeNow(
        tx -> {
          edits(tx).visibility(channel, visibility);
          String id = id(name);
          tx.broadcasts().open(id, tx.channels().ensure(channel, 1), 1);
          long take = tx.takes().open(new NewTake(id, id, "node-1", "PUBLISH", null, 1));
          ClipRange range = new ClipRange(take, 0, 100, 0, 1_000);
          return tx.clips().add(new NewClip(id + "CLIP", id, null, 1, List.of(range)));
        });
  }

  static String id(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** All that a server has, as they are declared; none is called. */
  List<Route> apiRoutes() {
    ApiParts parts = new ApiParts(index, clock, clock.ticker(), null, null, null, null, "0");
    List<Route> ofAccess = new ArrayList<>(SessionRoutes.DESCRIBED);
    ofAccess.addAll(LinkRoutes.DESCRIBED);
    try (Api api = new Api(vertx, parts, ofAccess)) {
      return api.routes();
    }
  }

  private AccessEdits edits(Transaction tx) {
    return new AccessEdits(tx, clock.millis(), "me@here", "");
  }

  /** The secret of a new token. */
  String token(Role role, String channels) {
    Made made =
        index.writeNow(
            tx -> edits(tx).make(new Wish(role, ChannelPattern.parse(channels), "", null), random));
    aMomentLater();
    return made.secret();
  }

  LinkWords link(String subject, String channel) throws Exception {
    return gate.links()
        .make(Caller.OPEN, subject, new ChannelName("live", channel), Duration.ofMinutes(1))
        .get(10, TimeUnit.SECONDS);
  }

  /** What is remembered is asked for anew. */
  void aMomentLater() {
    clock.advance(Duration.ofMillis(1_001));
  }

  int port() {
    return service.port();
  }

  Vertx vertx() {
    return vertx;
  }

  /**
   * @param headers names and values in turn
   */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, null, headers);
  }

  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    gate.close();
    index.close();
  }
}
