package tv.aircheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.testkit.TestCertificate;

/** Compression, other sites, HTTPS, and what routes fail with. */
class HttpOptionsTest {
  private static final String PLAYLIST = "#EXTM3U\n".repeat(1_000);
  private static final String SITE = "https://example.org";

  @TempDir static Path folder;
  private static Vertx vertx;
  private static HttpService plain;
  private static HttpService secure;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    HttpSettings usual = HttpSettings.defaults();
    plain = serve(settings(usual, List.of(SITE), TlsSettings.NONE));
    TestCertificate own = TestCertificate.in(folder);
    TlsSettings tls = new TlsSettings(own.certificate(), own.key());
    secure = serve(settings(usual, List.of("*"), tls));
    client = HttpClient.newBuilder().sslContext(own.trusting()).build();
  }

  private static HttpSettings settings(HttpSettings usual, List<String> sites, TlsSettings tls) {
    return new HttpSettings(usual.idleTimeout(), usual.maxConnections(), sites, tls);
  }

  private static HttpService serve(HttpSettings settings) throws Exception {
    Router router =
        HttpService.router(vertx, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), List.of());
    router
        .get("/list")
        .handler(
            c ->
                c.response()
                    .putHeader("Content-Type", "application/vnd.apple.mpegurl")
                    .putHeader("Vary", "Cookie")
                    .end(PLAYLIST));
    router
        .get("/media")
        .handler(
            c ->
                c.response()
                    .putHeader("Content-Type", "video/mp4")
                    .end(Buffer.buffer(new byte[10_000])));
    router.get("/gone").handler(c -> c.fail(410, new IllegalStateException("It went.")));
    router.get("/full").handler(c -> c.fail(503));
    return HttpService.start(vertx, settings, new InetSocketAddress("127.0.0.1", 0), router)
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static HttpResponse<byte[]> ask(
      HttpService service, String method, String path, String... fields) throws Exception {
    String scheme = service == secure ? "https" : "http";
    URI uri = URI.create(scheme + "://127.0.0.1:" + service.port() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String field(HttpResponse<?> response, String name) {
    return String.join(", ", response.headers().allValues(name));
  }

  @Test
  void textIsCompressedForWhoAsksAndMediaNever() throws Exception {
    for (HttpService service : List.of(plain, secure)) {
      HttpResponse<byte[]> list = ask(service, "GET", "/list", "Accept-Encoding", "gzip");
      assertThat(field(list, "Content-Encoding")).isEqualTo("gzip");
      assertThat(field(list, "Vary")).contains("Accept-Encoding");
      assertThat(list.body().length).isLessThan(1_000);
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(list.body()))) {
        assertThat(in.readAllBytes()).isEqualTo(PLAYLIST.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(ask(service, "GET", "/list").body())
          .isEqualTo(PLAYLIST.getBytes(StandardCharsets.UTF_8));

      HttpResponse<byte[]> media = ask(service, "GET", "/media", "Accept-Encoding", "gzip");
      assertThat(media.body()).hasSize(10_000);
      assertThat(field(media, "Content-Length")).isEqualTo("10000");
      assertThat(field(media, "Content-Encoding")).isIn("", "identity");
    }
  }

  @Test
  void withACertificateItIsHttp2() throws Exception {
    HttpResponse<byte[]> response = ask(secure, "GET", "/healthz");
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.body()).isEqualTo("ok\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void pagesOfNamedSitesMayRead() throws Exception {
    HttpResponse<byte[]> named = ask(plain, "GET", "/media", "Origin", SITE);
    assertThat(field(named, "Access-Control-Allow-Origin")).isEqualTo(SITE);
    assertThat(field(named, "Access-Control-Expose-Headers")).contains("Content-Range");
    assertThat(field(named, "Vary")).contains("Origin");
    assertThat(field(ask(plain, "GET", "/list"), "Vary"))
        .contains("Origin", "Accept-Encoding", "Cookie");
    HttpResponse<byte[]> other = ask(plain, "GET", "/media", "Origin", "https://other.example");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(field(other, "Access-Control-Allow-Origin")).isEmpty();
    HttpResponse<byte[]> any = ask(secure, "GET", "/media", "Origin", SITE);
    assertThat(field(any, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(field(any, "Access-Control-Allow-Credentials")).isEmpty();

    HttpResponse<byte[]> first =
        ask(plain, "OPTIONS", "/media", "Origin", SITE, "Access-Control-Request-Method", "GET");
    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(field(first, "Access-Control-Allow-Headers")).contains("Range");
  }

  @Test
  void aFailureIsToldInTheRoutesOwnWords() throws Exception {
    HttpResponse<byte[]> gone = ask(plain, "GET", "/gone");
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(field(gone, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(new String(gone.body(), StandardCharsets.UTF_8)).contains("\"Gone\"", "It went.");
    assertThat(new String(ask(plain, "GET", "/full").body(), StandardCharsets.UTF_8))
        .contains("503", "Unavailable");
    assertThat(new String(ask(plain, "GET", "/none").body(), StandardCharsets.UTF_8))
        .contains("nothing at /none");
  }
}
