package tv.aircheck.cli.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.Role;
import tv.aircheck.cli.status.StatusReport;
import tv.aircheck.web.HttpService;
import tv.aircheck.web.JsonRoute;
import tv.aircheck.web.ReadinessCheck;
import tv.aircheck.web.page.PageRoutes;

/** A node's HTTP side: health, metrics, status, and live FLV where it is an origin. */
record HttpNode(Vertx vertx, HttpService service) implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static final String LIVE_FLV = "/live/*";
  private static final String STATUS = "/api/v1/status";

  static HttpNode start(
      Config config,
      OriginNode origin,
      RecorderNode recorder,
      StatusReport status,
      PrometheusMeterRegistry metrics)
      throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4));
    List<ReadinessCheck> checks =
        recorder == null ? List.of() : List.of(new ReadinessCheck("recorder", recorder::problem));
    Router router = HttpService.router(vertx, metrics, checks);
    // It names channels: where others can reach this port, it is for this machine alone.
    router.get(STATUS).handler(new JsonRoute(status::json, !config.http().isLoopback()));
    if (origin != null) {
      router.get(LIVE_FLV).handler(origin.application().liveFlv());
    }
    if (config.has(Role.PLAYBACK)) {
      PageRoutes.addTo(router);
    }
    try {
      HttpService service =
          await(HttpService.start(vertx, config.web(), config.http().resolve(), router));
      return new HttpNode(vertx, service);
    } catch (IOException e) {
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
