package tv.aircheck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.aircheck.index.access.Caller;
import tv.aircheck.testkit.Await;
import tv.aircheck.web.api.route.Answer;
import tv.aircheck.web.api.route.Mount;
import tv.aircheck.web.api.route.Route;
import tv.aircheck.web.api.route.Workers;

/** A server that cannot do all that is asked of it says so, and answers what it has begun. */
class BusyTest {
  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch free = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Workers workers = new Workers(1, 1);
  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    Mount mount = new Mount("/api", workers, context -> Caller.OPEN);
    mount.put(Route.get("/slow", "slow", "Waits.").by(call -> slow()), router);
    mount.put(Route.get("/large", "large", "Has no room.").by(call -> large()), router);
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
  }

  private Answer slow() {
    begun.countDown();
    try {
      assertThat(free.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.of(Map.of());
  }

  private static Answer large() {
    throw new OutOfMemoryError("of this test");
  }

  @AfterEach
  void stop() throws Exception {
    free.countDown();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    workers.close();
  }

  @Test
  void theThirdIsSentAwayAndTheOthersAreAnswered() throws Exception {
    CompletableFuture<HttpResponse<String>> first = ask("/slow");
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<HttpResponse<String>> second = ask("/slow");
    CompletableFuture<HttpResponse<String>> third = ask("/slow");

    // Which of the two comes first is up to the network.
    Await.until("one is sent away", () -> second.isDone() || third.isDone());
    HttpResponse<String> away = (second.isDone() ? second : third).get();
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).hasValue("1");
    free.countDown();
    for (CompletableFuture<HttpResponse<String>> each : List.of(first, second, third)) {
      assertThat(each.get(10, TimeUnit.SECONDS).statusCode()).isIn(200, 503);
    }
    assertThat(first.get().statusCode()).isEqualTo(200);
  }

  @Test
  void whoseAnswerHasNoRoomInMemoryIsToldSo() throws Exception {
    assertThat(ask("/large").get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(500);
    assertThat(ask("/large").get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(500);
  }

  private CompletableFuture<HttpResponse<String>> ask(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api" + path);
    return client.sendAsync(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
