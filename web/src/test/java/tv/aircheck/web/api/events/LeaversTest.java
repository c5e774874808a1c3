package tv.aircheck.web.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.index.ChannelName;
import tv.aircheck.index.Index;
import tv.aircheck.index.IndexSettings;
import tv.aircheck.index.access.Caller;
import tv.aircheck.testkit.Await;
import tv.aircheck.web.HttpService;
import tv.aircheck.web.HttpSettings;
import tv.aircheck.web.api.route.Mount;
import tv.aircheck.web.api.route.Workers;

/** Who does not listen any more, or never did, takes no place from those who do. */
class LeaversTest {
  private static final int MANY = 3_000;
  private static final int SMALL_WINDOW = 2_048;

  /** Of a request that is held up, as it is while the index is asked, until its client has gone. */
  private static final String HELD_UP = "X-Held-Up";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Workers workers = new Workers(1, 1);
  private final AtomicInteger begun = new AtomicInteger();
  private Index index;
  private EventHub hub;
  private int port;

  @BeforeEach
  void start() throws Exception {
    index = Index.open(IndexSettings.at(folder.resolve("index.db")));
    hub = new EventHub(index, InstantSource.system());
    hub.start();
    Router router =
        HttpService.router(vertx, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), List.of());
    router.route().handler(this::holdUp);
    Mount mount = new Mount("", workers, context -> Caller.OPEN);
    new EventRoutes(vertx, hub).routes().forEach(route -> mount.put(route, router));
    port =
        HttpService.start(
                vertx, HttpSettings.defaults(), new InetSocketAddress("127.0.0.1", 0), router)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .port();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    hub.close();
    workers.close();
    index.close();
  }

  private void holdUp(RoutingContext context) {
    if (context.request().getHeader(HELD_UP) == null) {
      context.next();
    } else {
      context
          .request()
          .connection()
          .closeHandler(
              gone ->
                  vertx.runOnContext(
                      then -> {
                        context.next();
                        begun.incrementAndGet();
                      }));
    }
  }

  private Socket ask(String method, String query, String... headers) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALL_WINDOW);
    socket.setSoTimeout((int) Await.PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    String request =
        method + " /events" + query + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void whoGoesIsForgotten() throws Exception {
    try (Socket listener = ask("GET", "")) {
      assertThat(listener.getInputStream().read()).isEqualTo('H');
      assertThat(hub.listening()).isEqualTo(1);
    }
    Await.until("it is forgotten", () -> hub.listening() == 0);
  }

  @Test
  void whoHasGoneBeforeTheyWereLetInIsNotLetIn() throws Exception {
    ask("GET", "", HELD_UP + ": yes").close();

    Await.until("it was their turn", () -> begun.get() == 1);
    assertThat(hub.listening()).isZero();
  }

  @Test
  void whoAsksForTheHeadAloneDoesNotListen() throws Exception {
    try (Socket asker = ask("HEAD", "")) {
      String answer = new String(asker.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 405");
      assertThat(hub.listening()).isZero();
    }
  }

  @Test
  void whoMissedMoreThanTheyCanTakeIsSentAwayAndForgotten() throws Exception {
    String last = id(MANY - 1);
    try (Socket ofLast = ask("GET", "?broadcast=" + last)) {
      assertThat(ofLast.getInputStream().read()).isEqualTo('H');
      begin(MANY);
      awaitLine(ofLast, "event: went-live");
    }
    Await.until("that one is forgotten", () -> hub.listening() == 0);

    try (Socket slow = ask("GET", "", "Last-Event-ID: " + hub.epoch() + "-0")) {
      assertThat(slow.getInputStream().read()).isEqualTo('H');
      assertThat(hub.listening()).isZero();
    }
  }

  private static String id(int show) {
    return "01M8C%021d".formatted(show);
  }

  private void begin(int shows) {
    index.writeNow(
        tx -> {
          long channel = tx.channels().ensure(new ChannelName("live", "me"), 1);
          for (int show = 0; show < shows; show++) {
            tx.broadcasts().open(id(show), channel, show);
          }
          return null;
        });
  }

  private static void awaitLine(Socket socket, String line) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    String read = in.readLine();
    while (!line.equals(read)) {
      assertThat(read).as("before " + line).isNotNull();
      read = in.readLine();
    }
  }
}
