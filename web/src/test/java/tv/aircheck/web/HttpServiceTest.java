package tv.aircheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.aircheck.testkit.Await;

class HttpServiceTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<String> problem = new AtomicReference<>();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpService service;

  @BeforeEach
  void start() throws Exception {
    Router router =
        HttpService.router(
            vertx,
            metrics,
            List.of(new ReadinessCheck("index", () -> Optional.ofNullable(problem.get()))));
    router
        .get("/breaks")
        .handler(
            context -> {
              throw new IllegalStateException("on purpose");
            });
    service =
        HttpService.start(
                vertx, HttpSettings.defaults(), new InetSocketAddress("127.0.0.1", 0), router)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void isAliveAndReady() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").body()).isEqualTo("{\"ready\":true,\"parts\":{\"index\":\"ready\"}}");
  }

  @Test
  void withoutTlsNobodyIsUpgradedToHttp2() throws Exception {
    assertThat(get("/healthz").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void saysWhatIsNotReady() throws Exception {
    problem.set("the disk is full");

    HttpResponse<String> answer = get("/readyz");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("the disk is full");
  }

  @Test
  void showsMetricsInPrometheusText() throws Exception {
    metrics.counter("aircheck.things").increment();

    assertThat(get("/metrics").body()).contains("aircheck_things_total 1.0");
  }

  @Test
  void countsErrorsByWhatWasAskedFor() throws Exception {
    get("/nowhere/at/all");
    get("/hls/NONE/index.m3u8");

    assertThat(get("/metrics").body())
        .contains("aircheck_http_errors_total{path=\"other\",status=\"404\"} 1.0")
        .contains("aircheck_http_errors_total{path=\"hls\",status=\"404\"} 1.0");
  }

  @Test
  void countsConnectionsPastItsLimit() throws Exception {
    HttpSettings usual = HttpSettings.defaults();
    HttpService full =
        HttpService.start(
                vertx,
                new HttpSettings(usual.idleTimeout(), 0, List.of(), TlsSettings.NONE),
                new InetSocketAddress("127.0.0.1", 0),
                Router.router(vertx))
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    try (Socket socket = new Socket("127.0.0.1", full.port())) {
      assertThat(socket.getInputStream().read()).isNegative();
    }

    assertThat(full.connectionsRefused()).isEqualTo(1);
    Await.until("it is forgotten", () -> full.connections() == 0);
  }

  @Test
  void answersTheUnknownWithAProblemDocument() throws Exception {
    HttpResponse<String> answer = get("/nowhere");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("There is nothing at /nowhere");
  }

  @Test
  void keepsTheCauseOfAFailureToItself() throws Exception {
    HttpResponse<String> answer = get("/breaks");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("on purpose");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
