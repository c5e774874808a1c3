package tv.aircheck.playback.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import tv.aircheck.playback.Playback;
import tv.aircheck.playback.PlaybackListener;
import tv.aircheck.playback.PlaybackSettings;
import tv.aircheck.playback.TestArchive;

/** A server of an archive's media, on a port of the system's choice. */
public final class TestMedia implements AutoCloseable {
  /** The shows that somebody streams now. */
  public final Set<String> watched = ConcurrentHashMap.newKeySet();

  /** Why somebody got a 503. */
  public final Set<String> unavailable = ConcurrentHashMap.newKeySet();

  /** How many bytes were read for clients of what only the store has. */
  public final AtomicLong fromStore = new AtomicLong();

  public final Playback playback;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  public TestMedia(TestArchive archive) throws Exception {
    this(archive, (router, desk) -> {});
  }

  /**
   * @param more mounts other routes
   */
  public TestMedia(TestArchive archive, BiConsumer<Router, MediaDesk> more) throws Exception {
    PlaybackListener listener =
        new PlaybackListener() {
          @Override
          public void opened(String broadcastId) {
            watched.add(broadcastId);
          }

          @Override
          public void closed(String broadcastId) {
            watched.remove(broadcastId);
          }

          @Override
          public void unavailable(String reason) {
            unavailable.add(reason);
          }

          @Override
          public void read(int bytes, boolean stored) {
            fromStore.addAndGet(stored ? bytes : 0);
          }
        };
    playback =
        new Playback(
            PlaybackSettings.DEFAULTS,
            archive.index,
            archive.spool,
            archive.store,
            InstantSource.system(),
            listener);
    Router router = Router.router(vertx);
    MediaRoutes.mount(router, playback);
    more.accept(router, new MediaDesk(playback));
    for (int status : new int[] {400, 404, 409, 416, 503}) {
      router.errorHandler(
          status,
          context ->
              context
                  .response()
                  .setStatusCode(status)
                  .end(context.failure() == null ? "" : context.failure().getMessage()));
    }
    server = vertx.createHttpServer().requestHandler(router);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
  }

  public int port() {
    return server.actualPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** A request with fields, name after value. */
  public HttpResponse<byte[]> ask(String method, String path, String... fields) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> get(String path, String... fields) throws Exception {
    return ask("GET", path, fields);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    playback.close();
  }
}
