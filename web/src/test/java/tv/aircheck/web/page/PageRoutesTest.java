package tv.aircheck.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.access.Visibility;
import tv.aircheck.web.HttpService;
import tv.aircheck.web.HttpSettings;

class PageRoutesTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final HttpClient client = HttpClient.newHttpClient();
  private static final long BEGAN = 1_795_033_560_000L;
  private static final ChannelName ME = new ChannelName("live", "me");
  private static final String PUBLIC = "01M8C245MHRW0HKCT8RSG0EY98";
  private static final String PRIVATE = "01M8C245MHRW0HKCT8RSG0EY99";
  private static final String NO_SHOW = "01M8C245MHRW0HKCT8RSG0EY97";
  private static Index index;
  private static HttpService service;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    index.writeNow(
        tx -> {
          long channel = tx.channels().ensure(ME, BEGAN);
          tx.broadcasts().open(PUBLIC, channel, BEGAN);
          tx.broadcasts().open(PRIVATE, channel, BEGAN);
          tx.broadcasts().title(PUBLIC, "Tom & \"Jerry\" <live>");
          return tx.broadcasts().visibility(PRIVATE, Visibility.PRIVATE);
        });

    Router router =
        HttpService.router(vertx, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), List.of());
    PageRoutes.addTo(router, index);
    service =
        HttpService.start(
                vertx, HttpSettings.defaults(), new InetSocketAddress("127.0.0.1", 0), router)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    index.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/channel/live/me", "/watch/01M8C245MHRW0HKCT8RSG0EY98", "/shows"})
  void everyAddressOfThePageHasTheSameDocument(String address) throws Exception {
    HttpResponse<byte[]> answer = get(address);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).contains("<title>Aircheck</title>").contains("/assets/page-");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
  }

  @Test
  void aShowThatAnybodyMaySeeIsToldToWhoRunsNoScript() throws Exception {
    String server = "http://127.0.0.1:" + service.port();
    String document = text(get("/watch/" + PUBLIC));

    assertThat(document)
        .contains(
            "<meta property=\"og:title\" content=\"Tom &amp; &quot;Jerry&quot; &lt;live&gt;\">")
        .contains("content=\"live/me, 18 November 2026, 20:26 UTC, live now\"")
        .contains(
            "<meta property=\"og:image\" content=\"" + server + "/thumb/" + PUBLIC + ".jpg\">")
        .contains("<meta property=\"og:url\" content=\"" + server + "/watch/" + PUBLIC + "\">")
        .containsOnlyOnce("name=\"description\"");
  }

  @Test
  void nothingIsToldOfAShowThatNotAnybodyMaySee() throws Exception {
    HttpResponse<byte[]> none = get("/watch/" + NO_SHOW);
    HttpResponse<byte[]> hidden = get("/watch/" + PRIVATE);

    assertThat(hidden.body()).isEqualTo(none.body());
    assertThat(hidden.headers().map()).isEqualTo(none.headers().map());
    assertThat(text(none)).doesNotContain("og:");
  }

  @Test
  void noScriptOrStyleStandsInTheDocument() throws Exception {
    HttpResponse<byte[]> answer = get("/");

    assertThat(text(answer)).doesNotContain("<style").doesNotContain("style=");
    assertThat(text(answer)).doesNotContainPattern("<script[^>]*>[^<]");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'")
        .doesNotContain("unsafe");
  }

  @Test
  void whatTheDocumentNamesIsThereForEver() throws Exception {
    Matcher named = Pattern.compile("/assets/[^\"]+").matcher(text(get("/")));
    int found = 0;
    while (named.find()) {
      found++;
      HttpResponse<byte[]> asset = get(named.group());
      assertThat(asset.statusCode()).as(named.group()).isEqualTo(200);
      assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void compressedAsTheBrowserTakesIt() throws Exception {
    String script = first("/assets/page-[^\"]+");
    byte[] plain = get(script).body();
    HttpResponse<byte[]> zipped = get(script, "Accept-Encoding", "br;q=0, gzip");

    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(plain);
    HttpResponse<byte[]> brotli = get(script, "Accept-Encoding", "gzip, deflate, br");
    assertThat(brotli.headers().firstValue("Content-Encoding")).hasValue("br");
    assertThat(brotli.body().length).isLessThan(zipped.body().length);
  }

  @Test
  void anUnchangedDocumentIsNotSentAgain() throws Exception {
    String tag = get("/").headers().firstValue("ETag").orElseThrow();

    assertThat(get("/shows", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void anAssetOfAnotherVersionIsNotFound() throws Exception {
    assertThat(get("/assets/page-OLD.js").statusCode()).isEqualTo(404);
  }

  @Test
  void whereNothingIsABrowserGetsThePageAndAProgramAProblem() throws Exception {
    HttpResponse<byte[]> browser = get("/nowhere", "Accept", "text/html,*/*;q=0.8");

    assertThat(browser.statusCode()).isEqualTo(404);
    assertThat(text(browser)).contains("/assets/page-");
    assertThat(get("/nowhere").headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
  }

  @Test
  void theLicencesOfWhatIsBundledComeAlong() throws Exception {
    assertThat(text(get("/assets/notice.txt"))).contains("hls.js").contains("mpegts.js");
  }

  private static String first(String pattern) throws Exception {
    Matcher named = Pattern.compile(pattern).matcher(text(get("/")));
    assertThat(named.find()).isTrue();
    return named.group();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
