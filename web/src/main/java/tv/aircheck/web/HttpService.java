package tv.aircheck.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of a node: health, metrics, and the routes that the other parts bring. */
public final class HttpService {
  private static final Logger log = LoggerFactory.getLogger(HttpService.class);

  /** Of the handlers before all routes. */
  private static final int FIRST = -1_000_000;

  /** Statuses that routes fail with, and their titles. */
  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad request",
          404, "Not found",
          409, "Conflict",
          410, "Gone",
          416, "Range not satisfiable",
          429, "Too many requests",
          503, "Unavailable");

  private final HttpServer server;
  private final ConnectionLimit connections;

  private HttpService(HttpServer server, ConnectionLimit connections) {
    this.server = server;
    this.connections = connections;
  }

  /** Binds; the future fails with the cause where the address cannot be had. */
  public static Future<HttpService> start(
      Vertx vertx, HttpSettings settings, InetSocketAddress address, Router router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(address.getHostString())
            .setPort(address.getPort())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout((int) settings.idleTimeout().toMillis())
            .setTcpNoDelay(true)
            // HTTP/2 goes with TLS. Without, nobody needs it, and a proxy that lets an upgrade
            // through would no longer see what is asked.
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(true);
    if (settings.tls().enabled()) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(settings.tls().certificate().toString())
                  .setKeyPath(settings.tls().key().toString()));
    }
    ConnectionLimit limit = new ConnectionLimit(settings.maxConnections());
    router.route().order(FIRST).handler(new Compressed());
    if (!settings.corsOrigins().isEmpty()) {
      router.route().order(FIRST + 1).handler(new CrossOrigin(Set.copyOf(settings.corsOrigins())));
    }
    return vertx
        .createHttpServer(options)
        .connectionHandler(limit)
        .requestHandler(router)
        .listen()
        .map(server -> new HttpService(server, limit));
  }

  /**
   * A router that has health and metrics and answers everything unknown with a problem document.
   */
  public static Router router(
      Vertx vertx, PrometheusMeterRegistry metrics, List<ReadinessCheck> checks) {
    Router router = Router.router(vertx);
    router.route().handler(new ErrorCount(metrics));
    router.get("/healthz").handler(context -> text(context, "ok\n"));
    router.get("/readyz").handler(context -> ready(context, checks));
    router.get("/metrics").handler(context -> scrape(context, metrics));
    TITLES.forEach(
        (status, title) ->
            router.errorHandler(
                status, context -> Problem.answer(context, status, title, sentence(context))));
    router.errorHandler(
        405,
        context ->
            Problem.answer(
                context,
                405,
                "Method not allowed",
                context.request().method() + " is not for " + context.normalizedPath()));
    router.errorHandler(500, HttpService::failed);
    return router;
  }

  /** The port in use, where the address asked for any. */
  public int port() {
    return server.actualPort();
  }

  /** Open ones, now. */
  public int connections() {
    return connections.open();
  }

  /** Closed at once since the start, as there were as many as may be. */
  public long connectionsRefused() {
    return connections.refused();
  }

  public Future<Void> close() {
    return server.close();
  }

  private static void text(RoutingContext context, String text) {
    context.response().putHeader("Content-Type", "text/plain; charset=utf-8").end(text);
  }

  /** Off the event loop: some numbers are asked of the index. */
  private static void scrape(RoutingContext context, PrometheusMeterRegistry metrics) {
    context
        .vertx()
        .executeBlocking(() -> metrics.scrape(), false)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  private static void ready(RoutingContext context, List<ReadinessCheck> checks) {
    JsonObject parts = new JsonObject();
    boolean ready = true;
    for (ReadinessCheck check : checks) {
      String problem = check.problem().get().orElse(null);
      ready &= problem == null;
      parts.put(check.name(), problem == null ? "ready" : problem);
    }
    context
        .response()
        .setStatusCode(ready ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(new JsonObject().put("ready", ready).put("parts", parts).toBuffer());
  }

  /** What the route said; where nothing was found, there was none to say anything. */
  private static String sentence(RoutingContext context) {
    Throwable why = context.failure();
    if (why != null && why.getMessage() != null) {
      return why.getMessage();
    }
    return context.statusCode() == 404
        ? "There is nothing at " + context.normalizedPath()
        : TITLES.get(context.statusCode());
  }

  private static void failed(RoutingContext context) {
    log.error("The request {} failed", context.normalizedPath(), context.failure());
    Problem.answer(context, 500, "Internal error", "The server's log says more.");
  }
}
