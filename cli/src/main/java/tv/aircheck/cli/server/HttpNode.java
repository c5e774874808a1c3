package tv.aircheck.cli.server;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tv.aircheck.cli.config.Config;
import tv.aircheck.index.access.Gatekeeper;
import tv.aircheck.web.HttpService;
import tv.aircheck.web.ReadinessCheck;
import tv.aircheck.web.access.AccessHandler;
import tv.aircheck.web.access.Callers;
import tv.aircheck.web.access.LinkRoutes;
import tv.aircheck.web.access.SessionRoutes;
import tv.aircheck.web.api.Api;
import tv.aircheck.web.api.ApiParts;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.page.PageRoutes;

/**
 * A node's HTTP side: health, metrics, status, live FLV where it is an origin, past shows where it
 * plays.
 */
record HttpNode(Vertx vertx, HttpService service, Api api) implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static final String LIVE_FLV = "/live/*";
  private static final String REFUSED = "aircheck.http.connections.refused";

  /**
   * What it serves.
   *
   * @param origin null on a node that is none
   * @param recorder null on a node that is none
   * @param playback null on a node that plays nothing
   */
  record Parts(
      OriginNode origin,
      RecorderNode recorder,
      PlaybackNode playback,
      ApiParts api,
      Gatekeeper gate) {}

  static HttpNode start(Config config, Parts parts, PrometheusMeterRegistry metrics)
      throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4));
    List<ReadinessCheck> checks =
        parts.recorder() == null
            ? List.of()
            : List.of(new ReadinessCheck("recorder", parts.recorder()::problem));
    Router router = HttpService.router(vertx, metrics, checks);
    router.route().handler(new AccessHandler(parts.gate(), config.http().isLoopback()));
    SessionRoutes.mount(router, parts.gate());
    LinkRoutes.mount(router, parts.gate());
    List<Route> ofAccess = new ArrayList<>(SessionRoutes.DESCRIBED);
    ofAccess.addAll(LinkRoutes.DESCRIBED);
    Api api = new Api(vertx, parts.api(), ofAccess);
    api.mount(router, Callers::of);
    if (parts.origin() != null) {
      router.get(LIVE_FLV).handler(parts.origin().application().liveFlv());
    }
    if (parts.playback() != null) {
      parts.playback().mount(router);
      PageRoutes.addTo(router, parts.api().index());
    }
    try {
      HttpService service =
          await(HttpService.start(vertx, config.web(), config.http().resolve(), router));
      metrics.gauge("aircheck.http.connections", service, HttpService::connections);
      metrics.more().counter(REFUSED, Tags.empty(), service, HttpService::connectionsRefused);
      return new HttpNode(vertx, service, api);
    } catch (IOException e) {
      api.close();
      vertx.close();
      throw new IOException(
          "cannot listen on " + config.http() + " for HTTP: " + e.getMessage(), e);
    }
  }

  int port() {
    return service.port();
  }

  @Override
  public void close() throws IOException {
    api.close();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer in " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
